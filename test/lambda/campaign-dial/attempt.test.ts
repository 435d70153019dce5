import { createAttemptWorker } from '../../../lambda/campaign-dial/handler';
import type { AskAnswer } from '../../../lambda/core/outbound/campaign/ports';
import type { DialRequest } from '../../../lambda/core/outbound/dial-request';
import type { CalleeRecord } from '../../../lambda/core/outbound/campaign/callee';
import type { CampaignRecord } from '../../../lambda/core/outbound/campaign/campaign';
import { aCallee, aCampaign, campaignStores, NOON } from '../../builders/campaign';
import { HastyClock } from '../../fakes/hasty-clock';
import { RecordingLog } from '../../fakes/ports';

const ID = 'reminders';

async function worker(
  answer: AskAnswer | Error = { state: 'asked' },
  { campaign = aCampaign(), callee = {} }: { campaign?: CampaignRecord; callee?: Partial<CalleeRecord> } = {},
) {
  const { store } = campaignStores();
  const clock = new HastyClock();
  await clock.sleep(NOON - clock.now());
  await store.create(campaign);
  await store.addCallee(campaign, aCallee(1, { state: 'due', ...callee }));
  const requests: DialRequest[] = [];
  const handle = createAttemptWorker({
    store,
    dialFunction: {
      ask: async (request) => {
        requests.push(request);
        if (answer instanceof Error) throw answer;
        return answer;
      },
    },
    referenceOf: ({ key }) => `reference of ${key}`,
    clock,
    log: new RecordingLog(),
  });
  const body = JSON.stringify({ campaign: ID, callee: aCallee().callee, attempt: 1 });
  const deliver = () => handle({ Records: [{ messageId: 'one', body }] });
  const found = () => store.findCallee(ID, aCallee().callee);
  return { deliver, found, requests, store, handle };
}

const DENIED = (rule: string): AskAnswer => ({
  state: 'denied',
  findings: [{ rule, verdict: 'denied', reason: '', source: '' }],
});

it('has the dial function dial, under the key of the attempt', async () => {
  const { deliver, found, requests } = await worker();
  expect(await deliver()).toEqual({ batchItemFailures: [] });
  expect(requests).toMatchObject([
    { idempotencyKey: `${ID}/${aCallee().callee}/1`, to: aCallee().number, from: '+918041234567' },
  ]);
  expect(await found()).toMatchObject({
    state: 'dialling',
    reference: `reference of ${ID}/${aCallee().callee}/1`,
  });
});

it('dials once, however often the message comes', async () => {
  const { deliver, requests } = await worker();
  await Promise.all([deliver(), deliver(), deliver()]);
  await deliver();
  expect(requests).toHaveLength(1);
});

it.each<[string, CampaignRecord]>([
  ['is paused', aCampaign({ state: 'paused' })],
  ['is stopping', aCampaign({ state: 'stopping' })],
  ['has not begun', aCampaign({}, { startsAt: '2026-11-24T10:00' })],
])('dials nobody while the campaign %s, and keeps the attempt', async (_, campaign) => {
  const { deliver, found, requests } = await worker(undefined, { campaign });
  await deliver();
  expect(requests).toEqual([]);
  expect(await found()).toMatchObject({ state: 'waiting', attempt: 1 });
});

it('leaves a callee as they are when nobody knows what came of it', async () => {
  const { deliver, found } = await worker(new Error('no answer'));
  expect(await deliver()).toEqual({ batchItemFailures: [] });
  expect(await found()).toMatchObject({ state: 'dialling', nextAt: NOON + 90_000 });
});

it('puts a callee off when the trunk is full', async () => {
  const { deliver, found } = await worker({ state: 'held', why: 'calls-at-once', retryAfterMs: 5000 });
  await deliver();
  expect(await found()).toMatchObject({ state: 'waiting', attempt: 1, nextAt: NOON + 5000 });
});

it('takes another key when the old one is of no use', async () => {
  const { deliver, found } = await worker({ state: 'stale' });
  await deliver();
  expect(await found()).toMatchObject({ state: 'waiting', attempt: 2 });
});

it('ends a callee who has opted out', async () => {
  const { deliver, found } = await worker(DENIED('opt-out'));
  await deliver();
  expect(await found()).toMatchObject({ state: 'done', outcome: 'denied', rule: 'opt-out' });
});

it.each<[string, AskAnswer, RegExp]>([
  ['a rule denies the number', DENIED('number-active'), /number-active/],
  ['it names what there is not', { state: 'faulty', why: 'there is no agent' }, /there is no agent/],
])('pauses the campaign when %s, and burns no callee', async (_, answer, reason) => {
  const { deliver, found, store } = await worker(answer);
  await deliver();
  expect(await store.find(ID)).toMatchObject({ state: 'paused', reason: expect.stringMatching(reason) });
  expect(await found()).toMatchObject({ state: 'waiting' });
});

it('makes no more dials a day than the campaign may, and goes on the next day', async () => {
  const campaign = aCampaign({}, { callsPerDay: 1 });
  const { deliver, found, store, requests } = await worker(undefined, { campaign });
  expect(await store.countDial(campaign, '2026-11-23', 1)).toBe(true);
  await deliver();
  expect(requests).toEqual([]);
  expect(await found()).toMatchObject({
    state: 'waiting',
    attempt: 1,
    nextAt: Date.parse('2026-11-24T10:00:00+05:30'),
  });
});

it('does not count a dial that was not made', async () => {
  const campaign = aCampaign({}, { callsPerDay: 1 });
  const { deliver, store } = await worker({ state: 'held', why: 'stopped', retryAfterMs: 1 }, { campaign });
  await deliver();
  expect(await store.countDial(campaign, '2026-11-23', 1)).toBe(true);
});

it('gives a message back that is no attempt', async () => {
  const { handle } = await worker();
  expect(await handle({ Records: [{ messageId: 'bad', body: '{"campaign":1}' }] })).toEqual({
    batchItemFailures: [{ itemIdentifier: 'bad' }],
  });
});
