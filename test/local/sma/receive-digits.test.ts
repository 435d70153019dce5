import { HANG_UP, pause, play, scene, typesOf } from './support';

/** Looks at the digits 1 s after the last one, and sends whatever there is 10 s after the first. */
const receive = (InputDigitsRegex = '^\\d{2}#$') => ({
  Type: 'ReceiveDigits',
  Parameters: {
    ParticipantTag: 'LEG-A',
    InputDigitsRegex,
    InBetweenDigitsDurationInMilliseconds: 1000,
    FlushDigitsDurationInMilliseconds: 10_000,
  },
});

test('succeeds at once', async () => {
  const { end } = scene([
    ['NEW_INBOUND_CALL', [play(), receive()]],
    ['ACTION_SUCCESSFUL', HANG_UP],
  ]);
  const { events, durations } = await end();
  expect(events[1]?.ActionData).toMatchObject({ Type: 'ReceiveDigits', ReceivedDigits: '' });
  expect(durations.connectedMs).toBe(1000);
});

test('tells digits that match, a pause after the last one', async () => {
  const { end, at, call, when } = scene([
    ['NEW_INBOUND_CALL', [play(), receive()]],
    ['ACTION_SUCCESSFUL', [pause(60_000)]],
    ['DIGITS_RECEIVED', HANG_UP],
    ['ACTION_INTERRUPTED', []],
  ]);
  at(2000, () => call.press('1'));
  at(2900, () => call.press('1'));
  at(3200, () => call.press('#'));
  const { events } = await end();
  expect(events[2]?.ActionData).toMatchObject({ Type: 'ReceiveDigits', ReceivedDigits: '11#' });
  expect(when('hung-up')).toEqual([4200]);
});

test('digits that never match are sent when their time is up', async () => {
  const { end, at, call, when } = scene([
    ['NEW_INBOUND_CALL', [play(), receive(), pause(60_000)]],
    ['DIGITS_RECEIVED', HANG_UP],
    ['ACTION_INTERRUPTED', []],
  ]);
  at(2000, () => call.press('1'));
  at(5000, () => call.press('9'));
  const { events } = await end();
  expect(events[1]?.ActionData).toMatchObject({ ReceivedDigits: '19' });
  expect(when('hung-up')).toEqual([12_000]);
});

test('goes on listening, also behind other actions', async () => {
  const { end, at, call } = scene([
    ['NEW_INBOUND_CALL', [receive('^\\d$'), pause(20_000)]],
    ['DIGITS_RECEIVED', []],
    ['DIGITS_RECEIVED', []],
    ['ACTION_SUCCESSFUL', HANG_UP],
  ]);
  at(1000, () => call.press('1'));
  at(8000, () => call.press('2'));
  const { events } = await end();
  expect(events.slice(1, 3).map((event) => event.ActionData?.ReceivedDigits)).toEqual(['1', '2']);
});

test('a new ReceiveDigits takes the place of the one before', async () => {
  const { end, at, call } = scene([
    ['NEW_INBOUND_CALL', [receive('^1$'), receive('^2$'), pause(5000)]],
    ['DIGITS_RECEIVED', []],
    ['ACTION_SUCCESSFUL', HANG_UP],
  ]);
  at(1000, () => call.press('2'));
  const { events } = await end();
  expect(typesOf(events)).toEqual(['NEW_INBOUND_CALL', 'DIGITS_RECEIVED', 'ACTION_SUCCESSFUL', 'HANGUP']);
  expect(events[1]?.ActionData?.Parameters).toMatchObject({ InputDigitsRegex: '^2$' });
});

test('digits under way are forgotten with the call', async () => {
  const { end, at, call } = scene([['NEW_INBOUND_CALL', [play(), receive(), pause(60_000)]]]);
  at(2000, () => call.press('1'));
  at(2500, () => call.hangUp());
  expect(typesOf((await end()).events)).toEqual(['NEW_INBOUND_CALL', 'HANGUP']);
});
