import { VirtualClock } from '../../../local/clock';
import { SmaRuntime, type Observation, type SentEvent } from '../../../local/sma';
import { answer, BUCKET, FROM, hangUp, MemoryBucket, pause, speak, TO, tone, typesOf } from './support';

type Invocation = (event: SentEvent, clock: VirtualClock) => Promise<unknown>;

/** A call whose handler is asked `invocations` in turn; behind them it hangs up. */
function calling(...invocations: Invocation[]) {
  const clock = new VirtualClock(0);
  const invoked: { type: string; sequence: number; at: number }[] = [];
  const observations: Observation[] = [];
  const runtime = new SmaRuntime({
    clock,
    audio: new MemoryBucket(),
    bucket: BUCKET,
    speak: () => Promise.resolve(tone(1000)),
    observe: (observation) => observations.push(observation),
    handler: (input) => {
      const event = input as SentEvent;
      invoked.push({ type: event.InvocationEventType, sequence: event.Sequence, at: clock.now() });
      const next = invocations.shift() ?? (() => Promise.resolve(answer(hangUp())));
      return next(event, clock);
    },
  });
  return { call: runtime.call({ to: TO, from: FROM }), invoked, observations };
}

const after =
  (ms: number, value: unknown): Invocation =>
  async (_, clock) => {
    await clock.sleep(ms);
    return value;
  };
const never: Invocation = () => new Promise(() => undefined);
const broken: Invocation = () => Promise.reject(new Error('out of order'));

test('an event without an answer within 5 s is delivered again, as the same event', async () => {
  const { call, invoked, observations } = calling(never, after(0, answer(speak('hello'))));
  const { events, answers } = await call.ended;
  expect(invoked.slice(0, 2)).toEqual([
    { type: 'NEW_INBOUND_CALL', sequence: 1, at: 0 },
    { type: 'NEW_INBOUND_CALL', sequence: 1, at: 5000 },
  ]);
  expect(typesOf(events)).toEqual(['NEW_INBOUND_CALL', 'ACTION_SUCCESSFUL', 'HANGUP']);
  expect(answers[0]).toMatchObject({ sequence: 1, ms: 5000 });
  expect(observations.find(({ type }) => type === 'handler-late')).toMatchObject({ sequence: 1, ms: 5000 });
});

test('an answer just before 5 s is in time', async () => {
  const { call, invoked } = calling(after(4999, answer(speak('hello'))));
  await call.ended;
  expect(invoked.map(({ sequence }) => sequence)).toEqual([1, 2, 3]);
});

test('the first answer counts, whichever invocation it comes from', async () => {
  const { call, observations } = calling(
    after(6000, answer(speak('late'))),
    after(9000, answer(pause(9000))),
  );
  await call.ended;
  const started = observations.flatMap((o) => (o.type === 'action-started' ? [[o.action.Type, o.at]] : []));
  expect(started).toEqual([
    ['Speak', 6000],
    ['Hangup', 7000],
  ]);
});

test('after 20 s without an answer the call ends with 480, and HANGUP is sent', async () => {
  const { call, invoked } = calling(never, never, never, never);
  const { events, hangUpCode, by } = await call.ended;
  expect(invoked.map(({ sequence, at }) => [sequence, at])).toEqual([
    [1, 0],
    [1, 5000],
    [1, 10_000],
    [1, 15_000],
    [2, 20_000],
  ]);
  expect(events[1]).toMatchObject({
    InvocationEventType: 'HANGUP',
    ActionData: { Type: 'Hangup', Parameters: { SipResponseCode: 480, ParticipantTag: 'LEG-A' } },
  });
  expect([hangUpCode, by]).toEqual([480, 'platform']);
});

test('an answer after 20 s comes too late', async () => {
  const { call, observations } = calling(after(21_000, answer(speak('hello'))), never, never, never);
  await call.ended;
  expect(observations.filter(({ type }) => type === 'action-started')).toEqual([]);
});

test('a handler that throws is asked once more', async () => {
  const { call, invoked, observations } = calling(broken, after(0, answer(speak('hello'))));
  const { hangUpCode } = await call.ended;
  expect(invoked.map(({ sequence }) => sequence)).toEqual([1, 1, 2, 3]);
  expect(hangUpCode).toBe(0);
  expect(observations.find(({ type }) => type === 'handler-failed')).toMatchObject({ attempt: 1 });
});

test('a handler that throws twice loses the call, with 480', async () => {
  const { call, invoked } = calling(broken, broken);
  const { hangUpCode } = await call.ended;
  expect(invoked.map(({ type }) => type)).toEqual(['NEW_INBOUND_CALL', 'NEW_INBOUND_CALL', 'HANGUP']);
  expect(hangUpCode).toBe(480);
});

test('a handler that cannot even answer the last event does not keep the call', async () => {
  const { call, observations } = calling(broken, broken, broken, broken);
  await call.ended;
  expect(observations.filter(({ type }) => type === 'handler-given-up')).toMatchObject([
    { sequence: 1, reason: 'errors' },
    { sequence: 2, reason: 'errors' },
  ]);
});

test('the call is over when the last answer has come', async () => {
  const { call, observations } = calling(after(0, answer(hangUp())), after(1500, answer()));
  await call.ended;
  expect(observations.at(-1)).toMatchObject({ type: 'call-ended', at: 1500 });
});

test('a call has 1,000 invocations, then it ends', async () => {
  const again: Invocation = async () => answer(pause(1));
  const { call, invoked, observations } = calling(...Array<Invocation>(2000).fill(again));
  const { by } = await call.ended;
  expect(invoked).toHaveLength(1000);
  expect(by).toBe('platform');
  expect(observations.find(({ type }) => type === 'handler-given-up')).toMatchObject({
    reason: 'invocations',
  });
});

test('the handler cannot change an event that is delivered again', async () => {
  const seen: unknown[] = [];
  const spoil: Invocation = async (event) => {
    seen.push(event.CallDetails.Participants[0]?.To);
    event.CallDetails.Participants = [];
    throw new Error('after the damage');
  };
  await calling(spoil, spoil).call.ended;
  expect(seen).toEqual([TO, TO]);
});
