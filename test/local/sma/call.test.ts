import { smaEvent } from '../../../lambda/call/chime/events';
import { VirtualClock } from '../../../local/clock';
import { SmaRuntime } from '../../../local/sma';
import {
  answer,
  BUCKET,
  FROM,
  HANG_UP,
  hangUp,
  MemoryBucket,
  pause,
  play,
  record,
  scene,
  silence,
  speak,
  TO,
  tone,
  typesOf,
} from './support';

test('a call arrives as an event that the handler can read', async () => {
  const { end } = scene([['NEW_INBOUND_CALL', HANG_UP]], { sipHeaders: { 'X-Byon-Did': '+919876543210' } });
  const [event] = (await end()).events;
  expect(smaEvent.parse(event)).toMatchObject({
    SchemaVersion: '1.0',
    Sequence: 1,
    InvocationEventType: 'NEW_INBOUND_CALL',
    CallDetails: {
      Participants: [
        {
          ParticipantTag: 'LEG-A',
          To: TO,
          From: FROM,
          Direction: 'Inbound',
          StartTimeInMilliseconds: '1767225600000',
          SipHeaders: { 'X-Byon-Did': '+919876543210' },
        },
      ],
    },
  });
  expect(event?.CallDetails.Participants[0]).not.toHaveProperty('Status');
  expect(event).not.toHaveProperty('ActionData');
});

test('rule and transaction may be given', async () => {
  const runtime = new SmaRuntime({
    clock: new VirtualClock(),
    audio: new MemoryBucket(),
    bucket: BUCKET,
    speak: () => Promise.resolve(tone(10)),
    handler: () => Promise.resolve(answer(hangUp())),
  });
  const call = runtime.call({ to: TO, from: FROM, sipRuleId: 'rule-1', transactionId: 'call-1' });
  const { events, transactionId } = await call.ended;
  expect(events[0]?.CallDetails).toMatchObject({ SipRuleId: 'rule-1', TransactionId: 'call-1' });
  expect([transactionId, call.transactionId]).toEqual(['call-1', 'call-1']);
});

test.each([
  ['PlayAudio', play()],
  ['Speak', speak('hello')],
  ['RecordAudio', record()],
])('%s answers the call', async (_, action) => {
  const { end, when } = scene([
    ['NEW_INBOUND_CALL', [action]],
    ['ACTION_SUCCESSFUL', HANG_UP],
  ]);
  const { events } = await end();
  expect(when('call-answered')).toEqual([0]);
  expect(events[1]?.CallDetails.Participants[0]?.Status).toBe('Connected');
  expect(events[2]?.CallDetails.Participants[0]?.Status).toBe('Disconnected');
});

test('Pause lets it ring on', async () => {
  const { end, when } = scene([
    ['NEW_INBOUND_CALL', [pause(3000)]],
    ['ACTION_SUCCESSFUL', [play()]],
    ['ACTION_SUCCESSFUL', HANG_UP],
  ]);
  const { events, durations } = await end();
  expect(events[1]?.CallDetails.Participants[0]).not.toHaveProperty('Status');
  expect(when('call-answered')).toEqual([3000]);
  expect(durations).toEqual({ ringingMs: 3000, connectedMs: 1000 });
});

test('a hang-up before the answer rejects the call, with its code', async () => {
  const { end, when } = scene([['NEW_INBOUND_CALL', [hangUp('LEG-A', '486')]]]);
  const { hangUpCode, durations, audio, events } = await end();
  expect(when('call-answered')).toEqual([]);
  expect(hangUpCode).toBe(486);
  expect(events[1]?.ActionData?.Parameters).toMatchObject({ SipResponseCode: 486 });
  expect(durations.connectedMs).toBe(0);
  expect(audio.caller).toHaveLength(0);
});

test('a call that nobody answers ends after 30 s', async () => {
  const { end, when } = scene([['NEW_INBOUND_CALL', []]]);
  const { hangUpCode, by } = await end();
  expect(when('hung-up')).toEqual([30_000]);
  expect([hangUpCode, by]).toEqual([480, 'platform']);
});

test('the caller hangs up: what runs is stopped, the rest is not taken, HANGUP tells', async () => {
  const { end, at, call, observations } = scene([['NEW_INBOUND_CALL', [play(), play()]]]);
  at(400, () => call.hangUp());
  const { events, by, hangUpCode, audio } = await end();
  expect(typesOf(events)).toEqual(['NEW_INBOUND_CALL', 'HANGUP']);
  expect(events[1]?.ActionData).toMatchObject({
    Type: 'Hangup',
    Parameters: { SipResponseCode: 0, ParticipantTag: 'LEG-A' },
  });
  expect([by, hangUpCode]).toEqual(['caller', 0]);
  expect(audio.agent).toEqual(tone(400));
  const finished = observations.flatMap((o) => (o.type === 'action-finished' ? [o.result] : []));
  expect(finished).toEqual(['stopped']);
});

test('the caller hangs up while the handler thinks: its answer is not taken', async () => {
  const { end, at, call, clock, observations } = scene([
    ['NEW_INBOUND_CALL', [play()]],
    ['ACTION_SUCCESSFUL', () => clock.sleep(3000).then(() => answer(play()))],
  ]);
  at(2000, () => call.hangUp());
  await end();
  expect(observations.filter(({ type }) => type === 'action-started')).toHaveLength(1);
  expect(observations.at(-1)).toMatchObject({ type: 'call-ended' });
});

test('hanging up twice is hanging up once', async () => {
  const { end, at, call } = scene([['NEW_INBOUND_CALL', [play()]]]);
  at(400, () => (call.hangUp(), call.hangUp()));
  expect(typesOf((await end()).events)).toEqual(['NEW_INBOUND_CALL', 'HANGUP']);
});

test('after the end, the caller is not heard', async () => {
  const { end, call, observations } = scene([['NEW_INBOUND_CALL', HANG_UP]]);
  await end();
  const seen = observations.length;
  call.press('1');
  call.say(tone(100), 'hello?');
  call.feed(tone(20));
  call.hangUp();
  call.humanHangsUp();
  call.update({});
  expect(observations).toHaveLength(seen);
});

test('a key that no telephone has is refused', async () => {
  const { end, call } = scene([['NEW_INBOUND_CALL', HANG_UP]]);
  expect(() => call.press('A')).toThrow("'A' is no key; press one of 0-9, * and #");
  await end();
});

test('an answer without actions to a line on which nothing runs leaves it idle, which is observed', async () => {
  const { end, at, call, when } = scene([
    ['NEW_INBOUND_CALL', [play()]],
    ['ACTION_SUCCESSFUL', []],
  ]);
  at(5000, () => call.hangUp());
  await end();
  expect(when('idle')).toEqual([1000]);
});

test('both tracks lie on one line of time and are equally long', async () => {
  const { end, at, call } = scene([
    ['NEW_INBOUND_CALL', [pause(1000), play(), pause(1000)]],
    ['ACTION_SUCCESSFUL', HANG_UP],
  ]);
  at(500, () => call.say(tone(1000, 4000)));
  const { audio } = await end();
  expect(audio.agent).toEqual(Int16Array.from([...tone(1000), ...silence(1000)]));
  expect(audio.caller).toEqual(Int16Array.from([...tone(1000, 4000).slice(500 * 8), ...silence(1500)]));
});

test('transaction attributes come back with each later event, until they are replaced', async () => {
  const keep =
    (TransactionAttributes: unknown, ...actions: unknown[]) =>
    () => ({
      ...answer(...actions),
      TransactionAttributes,
    });
  const { end } = scene([
    ['NEW_INBOUND_CALL', keep({ agent: 'a', turn: '1' }, play())],
    ['ACTION_SUCCESSFUL', [play()]],
    ['ACTION_SUCCESSFUL', keep({ turn: '2' }, play())],
    ['ACTION_SUCCESSFUL', keep({}, hangUp())],
  ]);
  const { events } = await end();
  expect(events.map(({ CallDetails }) => CallDetails.TransactionAttributes)).toEqual([
    undefined,
    { agent: 'a', turn: '1' },
    { agent: 'a', turn: '1' },
    { turn: '2' },
    undefined,
  ]);
});
