import { canonicalDigest } from '../../../lambda/adapters/canonical-digest';
import type { CallbackRecord } from '../../../lambda/core/calls/callback';
import type { DialRecord } from '../../../lambda/core/calls/dial';
import type { AskAnswer } from '../../../lambda/core/outbound/campaign/ports';
import type { DialRequest } from '../../../lambda/core/outbound/dial-request';
import { createCallbackDialler } from '../../../lambda/dial-callbacks/handler';
import { aCallback, callbackStore } from '../../builders/callback';
import { AT, FROM, TO } from '../../builders/dial-desk';
import { CALLEES } from '../../fakes/callee-hash';
import { InMemoryConsents } from '../../fakes/compliance';
import { InMemoryDialStore } from '../../fakes/dial-store';
import { HastyClock } from '../../fakes/hasty-clock';
import { RecordingLog } from '../../fakes/ports';

const MINUTE = 60_000;
const DAY = 86_400_000;
const ASKED: AskAnswer = { state: 'asked' };
const referenceOfKey = (key: string) => canonicalDigest(key).slice(0, 32);
const DENIED = (rule: string): AskAnswer => ({
  state: 'denied',
  findings: [{ rule, verdict: 'denied', reason: '', source: '' }],
});

/** @param answers of the dial function, one after the other; the last one again and again. */
async function aDesk(answers: (AskAnswer | Error)[] = [ASKED], changes: Partial<CallbackRecord> = {}) {
  const callbacks = callbackStore();
  const clock = new HastyClock();
  await clock.sleep(AT - clock.now());
  const dials = new InMemoryDialStore(clock);
  const consents = new InMemoryConsents();
  const log = new RecordingLog();
  const requests: DialRequest[] = [];
  const record = aCallback(changes);
  await callbacks.save(record);
  const left = [...answers];
  const run = createCallbackDialler({
    callbacks,
    dials,
    consents,
    callees: CALLEES,
    dialFunction: {
      ask: async (request) => {
        requests.push(request);
        const answer = left.length > 1 ? left.shift()! : left[0]!;
        if (answer instanceof Error) throw answer;
        return answer;
      },
    },
    referenceOf: ({ key }) => referenceOfKey(key),
    clock,
    log,
  });
  const found = () => callbacks.find(record);
  const after = async (ms: number) => {
    await clock.sleep(ms);
    await run();
    return found();
  };
  /** What the dial function and the carrier note of a dial. */
  const noted = (changes: Partial<DialRecord>) =>
    dials.open({
      ...{ reference: referenceOfKey('callback/call-1/1'), carrier: 'twilio', number: FROM, callee: TO },
      ...{ purpose: 'a call back', variables: {}, ringSeconds: 30, limitSeconds: 600, detectMachine: false },
      ...{ askedAt: clock.now(), state: 'placed' as const },
      ...changes,
    });
  return { callbacks, clock, consents, dials, log, requests, run, found, after, noted };
}

describe('a callback whose time has come', () => {
  it('is asked for once, as what was wished for', async () => {
    const { run, requests, found } = await aDesk();
    await run();
    await run();
    expect(requests).toMatchObject([
      {
        ...{ to: TO, from: FROM, purpose: 'service', agent: 'reception' },
        about: 'they asked to be called back: Wants the X-ray report.',
        idempotencyKey: 'callback/call-1/1',
      },
    ]);
    expect(await found()).toMatchObject({
      status: 'dialling',
      reference: referenceOfKey('callback/call-1/1'),
    });
  });

  it('is asked for once, when two look at once', async () => {
    const { run, requests } = await aDesk();
    await Promise.all([run(), run(), run()]);
    expect(requests).toHaveLength(1);
  });

  it('is not asked for before', async () => {
    const { run, requests } = await aDesk([ASKED], { at: AT + 1, nextAt: AT + 1 });
    await run();
    expect(requests).toEqual([]);
  });

  it('is kept as a consent to this call, which ends with it', async () => {
    const { run, consents, noted, after } = await aDesk();
    await run();
    const callee = await CALLEES.of(TO);
    const consent = { callee, kind: 'explicit', purposes: ['service'], channel: 'voice' };
    expect(consents.records).toMatchObject([{ ...consent, capturedAt: AT - 3_600_000 }]);
    expect(consents.records[0]).not.toHaveProperty('revokedAt');
    await noted({ outcome: 'completed' });
    await after(MINUTE);
    expect(consents.records).toMatchObject([{ ...consent, revokedAt: AT + MINUTE }]);
  });

  it.each<[DialRecord['outcome'], Partial<DialRecord>, string]>([
    ['completed', {}, 'answered'],
    ['completed', { answeredBy: 'machine' }, 'machine'],
    ['busy', {}, 'busy'],
    ['no-answer', {}, 'no-answer'],
  ])('has in its record how the call ended: %s %o', async (outcome, changes, told) => {
    const { run, noted, after, requests } = await aDesk();
    await run();
    await noted({ ...changes, outcome });
    const record = await after(MINUTE);
    expect(record).toMatchObject({ status: 'dialled', outcome: told });
    expect(record).not.toHaveProperty('nextAt');
    await after(DAY);
    expect(requests).toHaveLength(1);
  });

  it('is looked at again while its call goes on', async () => {
    const { run, noted, after } = await aDesk();
    await run();
    await noted({});
    expect(await after(MINUTE)).toMatchObject({ status: 'dialling', nextAt: AT + 2 * MINUTE });
  });
});

it.each([
  ['+442071234567', 'Europe/London', 'Europe/London'],
  ['+442071234567', 'UTC', undefined],
  [TO, 'Asia/Kolkata', undefined],
])('names for %s and a time told in %s the zone %s', async (number, timeZone, zone) => {
  const { run, requests } = await aDesk([ASKED], { number, timeZone });
  await run();
  expect(requests.map(({ calleeTimeZone }) => calleeTimeZone)).toEqual([zone]);
});

describe('a callback that could not be made now', () => {
  it('is made later, as the same call, when the trunk is busy', async () => {
    const { run, after, requests } = await aDesk([
      { state: 'held', why: 'calls-at-once', retryAfterMs: 1000 },
      ASKED,
    ]);
    await run();
    await after(MINUTE - 1);
    expect(requests).toHaveLength(1);
    expect(await after(1)).toMatchObject({ status: 'dialling' });
    expect(requests.map(({ idempotencyKey }) => idempotencyKey)).toEqual([
      'callback/call-1/1',
      'callback/call-1/1',
    ]);
  });

  it('is made at another hour, under another key, since a denial stays', async () => {
    const { run, after, requests, found } = await aDesk([DENIED('hours'), ASKED]);
    await run();
    expect(await found()).toMatchObject({ status: 'waiting', attempt: 2, reason: 'hours' });
    await after(29 * MINUTE);
    expect(requests).toHaveLength(1);
    await after(MINUTE);
    expect(requests[1]).toMatchObject({ idempotencyKey: 'callback/call-1/2' });
  });

  it('takes another key where the one before is of no use', async () => {
    const { run, found } = await aDesk([{ state: 'stale' }]);
    await run();
    expect(await found()).toMatchObject({ status: 'waiting', attempt: 2, nextAt: AT + MINUTE });
  });

  it('is asked for again under its key when nobody knows what came of it', async () => {
    const { run, after, requests, log } = await aDesk([new Error('no answer'), ASKED]);
    await run();
    expect(log.messages('error')).toEqual(['a callback was left as it is']);
    await after(80_000);
    expect(requests).toHaveLength(1);
    await after(10_000);
    await after(1);
    expect(requests.map(({ idempotencyKey }) => idempotencyKey)).toEqual([
      'callback/call-1/1',
      'callback/call-1/1',
    ]);
  });

  it('is not asked for again when nobody told, but a telephone rang', async () => {
    const { run, after, noted, requests } = await aDesk([new Error('no answer')]);
    await run();
    await noted({ state: 'unclear' });
    expect(await after(DAY)).toMatchObject({ status: 'dialled', outcome: 'unclear' });
    expect(requests).toHaveLength(1);
  });
});

describe('a callback that is not made', () => {
  it('is denied by a rule about the callee', async () => {
    const { run, after, requests, found, consents } = await aDesk([DENIED('opt-out')]);
    await run();
    expect(await found()).toMatchObject({ status: 'denied', reason: 'opt-out' });
    expect(consents.records).toMatchObject([{ revokedAt: AT }]);
    await after(DAY);
    expect(requests).toHaveLength(1);
  });

  it('is given up when it is a day late, and told in the log, without the number', async () => {
    const { run, after, log, requests } = await aDesk([DENIED('hours')]);
    await run();
    for (let i = 0; i < 47; i++) await after(30 * MINUTE);
    const asked = requests.length;
    expect(await after(31 * MINUTE)).toMatchObject({ status: 'given-up', reason: 'a day has passed' });
    expect(requests).toHaveLength(asked);
    expect(log.messages('warn')).toEqual(['a callback was not made']);
    expect(log.public).not.toContain('2125550');
  });

  it('is given up where the stack does not have what it names', async () => {
    const { run, found } = await aDesk([{ state: 'faulty', why: 'from: is no number of this stack' }]);
    await run();
    expect(await found()).toMatchObject({ status: 'given-up', reason: 'from: is no number of this stack' });
  });

  it.each([
    ['from which number', { companyNumber: undefined }, 'the number that they had called is not known'],
    ['a number that there is', { number: '+1212555' }, 'to: is no possible number'],
  ])('is given up where it is not known %s', async (_, changes, reason) => {
    const { run, found, requests } = await aDesk([ASKED], changes);
    await run();
    expect(await found()).toMatchObject({ status: 'given-up', reason: expect.stringContaining(reason) });
    expect(requests).toEqual([]);
  });
});

it('keeps the others going when one fails', async () => {
  const { callbacks, run, requests } = await aDesk([new Error('no answer'), ASKED]);
  await callbacks.save(aCallback({ callId: 'call-2' }));
  await run();
  expect(requests).toHaveLength(2);
});

it('lets no other time take the place of one that is being dialled', async () => {
  const { callbacks, run } = await aDesk();
  await run();
  expect(await callbacks.save(aCallback({ at: AT + DAY, nextAt: AT + DAY }))).toBe(false);
});
