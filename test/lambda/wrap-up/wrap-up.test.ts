import type * as z from 'zod';
import { createWrapUp } from '../../../lambda/wrap-up/handler';
import type { agentSettings } from '../../../lambda/core/agents/agent';
import { newConversation } from '../../../lambda/core/conversation/state';
import { WebhookError } from '../../../lambda/core/memory/webhook-error';
import { ProviderError } from '../../../lambda/core/errors';
import type { CallStore } from '../../../lambda/core/ports';
import { VirtualClock } from '../../../local/clock';
import { anAgent } from '../../builders/agent';
import { aDial } from '../../builders/dial';
import { aPolicy } from '../../builders/policy';
import { aTurn, replyParts } from '../../builders/turn';
import { InMemoryDialStore } from '../../fakes/dial-store';
import { InMemoryDailyBudget } from '../../fakes/outbound';
import { faulty, hangs, type Faults } from '../../fakes/faulty';
import { InMemoryCallStore, InMemoryNumberDirectory, RecordingLog } from '../../fakes/ports';
import {
  HANGS,
  providersOf,
  ScriptedLanguageModel,
  ScriptedSpeechToText,
  ScriptedTextToSpeech,
  type ModelStep,
} from '../../fakes/providers';
import { InMemoryWrapUpLedger, RecordingBus, RecordingWebhooks } from '../../fakes/wrap-up';

const JOB = { callId: 'call-1', agent: { id: 'reception', version: 'v1' } };
const GOOD = '{"summary": "The caller asked for the hours.", "fields": {"urgent": false}}';
const WEBHOOK = { url: 'https://crm.example.com/calls', secret: 'crm' };
const FIELDS = { type: 'object' as const, properties: { urgent: { type: 'boolean' as const } } };

/** A call that is over, and the function among fakes. */
async function aDesk(
  changes: Partial<z.input<typeof agentSettings>> = { afterCall: { fields: FIELDS, webhook: WEBHOOK } },
  thinks: ModelStep[][] = [[GOOD]],
) {
  const clock = new VirtualClock();
  const kept = new InMemoryCallStore();
  const faults: Faults<CallStore> = {};
  const store = faulty<CallStore>(kept, faults);
  const startedAt = clock.now();
  const llm = new ScriptedLanguageModel(clock, thinks);
  const [bus, webhooks, log] = [new RecordingBus(), new RecordingWebhooks(), new RecordingLog()];
  await kept.saveCall({
    ...{ callId: 'call-1', startedAt, endedAt: startedAt + 60_000, outcome: 'caller-hung-up' },
    ...{ number: '+918041234567', caller: '+919876543210', agent: JOB.agent },
  });
  await kept.commit('call-1', {
    version: 1,
    conversation: {
      ...newConversation(startedAt),
      phase: 'ended',
      policy: aPolicy({ greeting: 'Namaste.' }),
    },
    answers: [],
  });
  await kept.saveTurn(
    aTurn({
      status: 'replied',
      heard: 'When are you open? My number is 98765 43210.',
      parts: replyParts('We open at nine.'),
      claimedAt: startedAt + 5000,
      timings: { heard: 400, done: 1200 },
    }),
  );
  const dials = new InMemoryDialStore(clock);
  const days = new InMemoryDailyBudget();
  const wrapUp = createWrapUp({
    directory: new InMemoryNumberDirectory().addAgent(anAgent(changes)),
    ledger: new InMemoryWrapUpLedger(kept),
    providers: providersOf({ llm, stt: new ScriptedSpeechToText([]), tts: new ScriptedTextToSpeech(clock) }),
    ...{ store, dials, days, bus, webhooks, clock, log },
  });
  return { clock, kept, faults, dials, days, llm, bus, webhooks, log, wrapUp };
}

const by = (awsRequestId: string) => ({ awsRequestId });

describe('the wrap-up of a call', () => {
  it('sums it up, keeps that, and tells the bus and the webhook the same', async () => {
    const { wrapUp, kept, bus, webhooks } = await aDesk();
    await wrapUp(JOB, by('a'));
    const made = {
      summary: 'The caller asked for the hours.',
      fields: { urgent: false },
      latency: { heard: { p50: 400, max: 400 }, done: { p50: 1200, max: 1200 } },
    };
    expect(kept.calls.get('call-1')).toMatchObject({ ...made, wrappedUpAt: expect.any(Number) as unknown });
    expect(bus.events).toEqual([expect.objectContaining({ ...made, id: 'call-1', durationSeconds: 60 })]);
    expect(bus.events[0]).not.toHaveProperty('transcript');
    expect(webhooks.requests).toEqual([{ url: WEBHOOK.url, event: bus.events[0] }]);
  });

  it('asks no model where the agent does not want it, or the caller said nothing', async () => {
    const plain = await aDesk({});
    await plain.wrapUp(JOB, by('a'));
    const silent = await aDesk();
    await silent.kept.saveTurn(aTurn({ status: 'silent', heard: '' }));
    await silent.wrapUp(JOB, by('a'));
    for (const { llm, bus } of [plain, silent]) {
      expect(llm.requests).toEqual([]);
      expect(bus.events).toEqual([expect.objectContaining({ id: 'call-1' })]);
      expect(bus.events[0]).not.toHaveProperty('summaryFailed');
    }
  });

  it('notes the end of a call that was dialled, for carriers that do not tell it', async () => {
    const { wrapUp, kept, dials, clock } = await aDesk();
    const dial = aDial(clock.now(), { state: 'placed' });
    await dials.open(dial);
    await kept.saveCall({ callId: 'call-1', dial: dial.reference });
    await wrapUp(JOB, by('a'));
    expect(await dials.find(dial.reference)).toMatchObject({ state: 'placed', outcome: 'completed' });
  });

  it.each([
    ['nobody asked the bridge: up to the end of the call', {}, 2],
    ['the carrier tells it itself: not here', { answeredAt: 1 }, 30],
  ])('counts the minutes of a dialled call where %s', async (_, changes, minutes) => {
    const { wrapUp, kept, dials, days, clock } = await aDesk();
    const { endedAt } = kept.calls.get('call-1')!;
    const reserved = { day: '2026-11-23', micros: 30, microsPerMinute: 1 };
    const dial = aDial(endedAt! - 61_000, { state: 'placed', reserved, ...changes });
    await dials.open(dial);
    await kept.saveCall({ callId: 'call-1', dial: dial.reference });
    const { reference } = dial;
    await days.take(reserved.day, {
      mostCalls: 1,
      money: { reference, micros: 30, most: 30, until: clock.now() },
    });
    await wrapUp(JOB, by('a'));
    expect((await days.find(reserved.day)).spent).toBe(minutes);
  });

  it('tells of a call without an agent', async () => {
    const { wrapUp, bus, llm } = await aDesk();
    await wrapUp({ callId: 'call-1' }, by('a'));
    expect(bus.events).toHaveLength(1);
    expect(llm.requests).toEqual([]);
  });

  it('waits for the last words and the last turn, though not for ever', async () => {
    const { wrapUp, kept, clock, bus } = await aDesk({ afterCall: { summary: false, transcript: true } });
    await kept.saveTurn(aTurn({ turn: 2, status: 'working' }));
    const done = wrapUp(JOB, by('a'));
    await clock.sleep(3500);
    expect(bus.events).toEqual([]);
    await kept.saveTurn(aTurn({ turn: 2, status: 'replied', heard: 'Thanks.', claimedAt: clock.now() }));
    await done;
    expect(bus.events[0]!.transcript!.at(-1)).toMatchObject({ speaker: 'caller', text: 'Thanks.' });

    const dead = await aDesk({});
    await dead.kept.saveTurn(aTurn({ turn: 2, status: 'working' }));
    const from = dead.clock.now();
    await dead.wrapUp(JOB, by('a'));
    expect(dead.clock.now() - from).toBe(20_000);
  });

  it('takes personal data out of all that it keeps and tells, where the agent asks for it', async () => {
    const answer =
      '{"summary": "Call back 98765 43210.", "fields": {"callback": "+91 98765 43210", "or": 9876543210, "at": 10}}';
    const properties = {
      callback: { type: 'string' as const },
      or: { type: 'integer' as const },
      at: { type: 'integer' as const },
    };
    const fields = { type: 'object' as const, properties };
    const { wrapUp, kept, bus, llm } = await aDesk(
      { privacy: { redact: ['phone'] }, afterCall: { fields, transcript: true } },
      [[answer]],
    );
    await wrapUp(JOB, by('a'));
    expect(bus.events[0]).toMatchObject({
      summary: 'Call back [phone number].',
      fields: { callback: '[phone number]', or: '[phone number]', at: 10 },
    });
    const { caller: _, ...told } = bus.events[0]!;
    const { caller: __, ...record } = kept.calls.get('call-1')!;
    expect(JSON.stringify([told, record, llm.requests[0]!.messages])).not.toContain('43210');
  });
});

describe('a model that writes no record', () => {
  it('is told its faults, once', async () => {
    const { wrapUp, llm, bus } = await aDesk(undefined, [['Sure, here it is!'], [GOOD]]);
    await wrapUp(JOB, by('a'));
    expect(llm.requests[1]!.messages.at(-1)!.text).toContain('it is not one JSON object');
    expect(bus.events[0]).toMatchObject({ fields: { urgent: false } });
  });

  it.each<[string, ModelStep[][]]>([
    ['writes nonsense twice', [['no'], ['no']]],
    ['fails', [[new ProviderError('sim', 'unavailable', 'it is down')]]],
    ['hangs', [[HANGS]]],
  ])('costs the event its summary only: it %s', async (_, thinks) => {
    const { wrapUp, bus, kept, log } = await aDesk(undefined, thinks);
    await wrapUp(JOB, by('a'));
    expect(bus.events[0]).toMatchObject({ summaryFailed: true, latency: expect.anything() as unknown });
    expect(bus.events[0]).not.toHaveProperty('summary');
    expect(kept.calls.get('call-1')).toMatchObject({ summaryFailed: true });
    expect(log.public).not.toContain('43210');
  });

  it('is followed by those that stand behind it', async () => {
    const changes = { afterCall: { fields: FIELDS }, fallbacks: { llm: ['sim/spare' as const] } };
    const { wrapUp, bus } = await aDesk(changes, [[HANGS], [GOOD]]);
    await wrapUp(JOB, by('a'));
    expect(bus.events[0]).toMatchObject({ fields: { urgent: false } });
  });
});

describe('what cannot be told', () => {
  it('is sent again, under its same id', async () => {
    const { wrapUp, bus, webhooks } = await aDesk();
    bus.failures = [new Error('throttled')];
    webhooks.failures = [
      new WebhookError(true, 'it answered 503'),
      new WebhookError(true, 'it answered 503'),
    ];
    await wrapUp(JOB, by('a'));
    expect(bus.events).toHaveLength(1);
    expect(webhooks.requests.map(({ event }) => event.id)).toEqual(['call-1', 'call-1', 'call-1']);
  });

  it('fails the attempt; the next one tells those only who were not told, without asking the model again', async () => {
    const { wrapUp, bus, webhooks, llm, kept, log } = await aDesk();
    webhooks.failures = [new WebhookError(false, 'it answered 410')];
    await expect(wrapUp(JOB, by('a'))).rejects.toThrow('the call call-1 was not told to: webhook');
    expect(webhooks.requests).toHaveLength(1);
    expect(kept.calls.get('call-1')).not.toHaveProperty('wrappedUpAt');
    await wrapUp(JOB, by('a'));
    expect(webhooks.requests).toHaveLength(2);
    expect(webhooks.requests[1]).toEqual(webhooks.requests[0]);
    expect([bus.events.length, llm.requests.length]).toEqual([1, 1]);
    expect(kept.calls.get('call-1')).toHaveProperty('wrappedUpAt');
    expect(log.public).not.toContain('+91');
  });
});

describe('an attempt that dies', () => {
  it.each([1, 2, 3, 4])('at write %i of the record is taken up by the next one', async (nth) => {
    const { wrapUp, bus, webhooks, kept, faults, clock } = await aDesk(undefined, [[GOOD], [GOOD]]);
    let writes = 0;
    faults.saveCall = () => (++writes === nth ? hangs() : Promise.resolve());
    void wrapUp(JOB, by('a'));
    await clock.sleep(100);
    expect(writes).toBeGreaterThanOrEqual(nth);
    delete faults.saveCall;
    await wrapUp(JOB, by('a'));
    expect(kept.calls.get('call-1')).toMatchObject({
      summary: 'The caller asked for the hours.',
      wrappedUpAt: expect.any(Number) as unknown,
    });
    const ids = [...bus.events, ...webhooks.requests.map(({ event }) => event)].map(({ id }) => id);
    expect(new Set(ids)).toEqual(new Set(['call-1']));
    expect(bus.events.length).toBeGreaterThanOrEqual(1);
    expect(webhooks.requests.length).toBeGreaterThanOrEqual(1);
  });

  it('keeps others away until its time is over', async () => {
    const { wrapUp, bus, faults, clock } = await aDesk(undefined, [[GOOD], [GOOD]]);
    faults.saveCall = hangs;
    void wrapUp(JOB, by('a'));
    await clock.sleep(60_000);
    delete faults.saveCall;
    await expect(wrapUp(JOB, by('b'))).rejects.toThrow('is being wrapped up by another');
    await clock.sleep(120_000);
    await wrapUp(JOB, by('b'));
    await wrapUp(JOB, by('c'));
    expect(bus.events).toHaveLength(1);
  });
});

it('refuses a malformed job and a call that it does not know', async () => {
  const { wrapUp } = await aDesk();
  await expect(wrapUp({ call: 'call-1' })).rejects.toThrow('the wrap-up job');
  await expect(wrapUp({ callId: 'call-2' })).rejects.toThrow('there is no record of the call call-2');
});
