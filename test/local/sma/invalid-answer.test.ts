import { answer, BUCKET, HANG_UP, pause, play, record, scene, speak, typesOf } from './support';

test.each([
  ['nothing', null, 'the answer: '],
  ['another schema version', { SchemaVersion: '2.0', Actions: [] }, 'SchemaVersion: '],
  ['eleven actions', answer(...Array<unknown>(11).fill(pause(1))), 'Actions: '],
  ['an action that does not exist', answer({ Type: 'Sing', Parameters: {} }), 'Actions.0.Type: '],
  ['a text of 1,001 characters', answer(speak('x'.repeat(1001))), 'Actions.0.Parameters.Text: '],
  ['an action without a leg', answer({ Type: 'Speak', Parameters: { Text: 'x' } }), 'names one leg'],
  ['a number in place of a string', answer(record({ DurationInSeconds: 30 })), 'DurationInSeconds: '],
  ['a silence of 0 s', answer(record({ SilenceDurationInSeconds: 0 })), 'SilenceDurationInSeconds: '],
  ['a recording without terminators', answer(record({ RecordingTerminators: [] })), 'RecordingTerminators: '],
  [
    'a terminator that is no key',
    answer(play('a.wav', { PlaybackTerminators: ['A'] })),
    'PlaybackTerminators.0: ',
  ],
  ['101 attributes', { ...answer(), TransactionAttributes: attributes(101, 1) }, 'at most 100 pairs'],
  ['attributes of 21 kB', { ...answer(), TransactionAttributes: attributes(3, 7000) }, 'at most 20480 bytes'],
])('%s is refused, with the reason', async (_, wrong, reason) => {
  const { end } = scene([
    ['NEW_INBOUND_CALL', () => wrong],
    ['INVALID_LAMBDA_RESPONSE', HANG_UP],
  ]);
  const { events } = await end();
  expect(events[1]).toMatchObject({
    InvocationEventType: 'INVALID_LAMBDA_RESPONSE',
    ErrorType: 'InvalidLambdaResponse',
    ErrorMessage: expect.stringContaining(reason),
  });
  expect(events[1]).not.toHaveProperty('ActionData');
});

const bridge = (parameters: object) => ({
  Type: 'CallAndBridge',
  Parameters: { CallerIdNumber: '+14155550100', ...parameters },
});
const connector = {
  BridgeEndpointType: 'AWS',
  Arn: 'arn:aws:chime:us-east-1:123456789012:vc/abcdef1ghij2klmno3pqr4',
  Uri: 'reception',
};
test.each([
  [
    'headers to a telephone',
    { Endpoints: [{ BridgeEndpointType: 'PSTN', Uri: '+14155550111' }], SipHeaders: {} },
  ],
  ['a header that AWS keeps for itself', { Endpoints: [connector], SipHeaders: { 'X-AMZN-Id': '1' } }],
  ['a header of another name', { Endpoints: [connector], SipHeaders: { Via: '1' } }],
  ['headers of 2,049 characters', { Endpoints: [connector], SipHeaders: { 'X-A': 'x'.repeat(2046) } }],
  ['a user of 37 characters', { Endpoints: [{ ...connector, Uri: 'x'.repeat(37) }] }],
  ['two endpoints', { Endpoints: [connector, connector] }],
  ['a time-out of 121 s', { Endpoints: [connector], CallTimeoutSeconds: 121 }],
])('a bridge with %s is refused', async (_, parameters) => {
  const { end } = scene([
    ['NEW_INBOUND_CALL', [bridge(parameters)]],
    ['INVALID_LAMBDA_RESPONSE', HANG_UP],
  ]);
  expect((await end()).events[1]?.ErrorMessage).toContain('Actions.0.Parameters');
});

test.each([
  ['SendDigits', { Digits: '1'.repeat(51) }],
  ['SendDigits', { Digits: '1', ToneDurationInMilliseconds: 49 }],
  [
    'ReceiveDigits',
    { InputDigitsRegex: '(', InBetweenDigitsDurationInMilliseconds: 1, FlushDigitsDurationInMilliseconds: 1 },
  ],
  [
    'SpeakAndGetDigits',
    {
      SpeechParameters: { Text: 'x' },
      RepeatDurationInMilliseconds: 1,
      MinNumberOfDigits: 4,
      MaxNumberOfDigits: 4,
    },
  ],
  ['StartCallRecording', { Track: 'LEFT', Destination: { Type: 'S3', Location: BUCKET } }],
  [
    'StartBotConversation',
    {
      BotAliasArn: 'arn:aws:lex:us-east-1:123456789012:bot-alias/B/A',
      Configuration: { WelcomeMessages: [{ Content: 'Hi', ContentType: 'PlainText' }] },
    },
  ],
])('%s with %p is refused', async (Type, parameters) => {
  const { end } = scene([
    ['NEW_INBOUND_CALL', [{ Type, Parameters: { ParticipantTag: 'LEG-A', ...parameters } }]],
    ['INVALID_LAMBDA_RESPONSE', HANG_UP],
  ]);
  expect(typesOf((await end()).events)).toContain('INVALID_LAMBDA_RESPONSE');
});

test('a second invalid answer in a row ends the call', async () => {
  const { end } = scene([
    ['NEW_INBOUND_CALL', () => 'nonsense'],
    ['INVALID_LAMBDA_RESPONSE', () => 'nonsense'],
  ]);
  const { by, hangUpCode, events } = await end();
  expect([by, hangUpCode]).toEqual(['platform', 480]);
  expect(typesOf(events)).toEqual(['NEW_INBOUND_CALL', 'INVALID_LAMBDA_RESPONSE', 'HANGUP']);
});

test('a valid answer in between makes the next invalid one the first', async () => {
  const { end } = scene([
    ['NEW_INBOUND_CALL', () => 'nonsense'],
    ['INVALID_LAMBDA_RESPONSE', [play()]],
    ['ACTION_SUCCESSFUL', () => 'nonsense'],
    ['INVALID_LAMBDA_RESPONSE', HANG_UP],
  ]);
  expect((await end()).by).toBe('agent');
});

test('an invalid answer leaves what is running alone', async () => {
  const { end, at, call, when } = scene([
    ['NEW_INBOUND_CALL', [play()]],
    ['CALL_UPDATE_REQUESTED', () => 'nonsense'],
    ['INVALID_LAMBDA_RESPONSE', []],
    ['ACTION_SUCCESSFUL', HANG_UP],
  ]);
  at(300, () => call.update({}));
  await end();
  expect(when('hung-up')).toEqual([1000]);
});

test('an invalid answer to the last event is observed, and changes nothing', async () => {
  const { end, at, call, observations } = scene([
    ['NEW_INBOUND_CALL', [play()]],
    ['HANGUP', () => 'nonsense'],
  ]);
  at(100, () => call.hangUp());
  expect(typesOf((await end()).events)).toEqual(['NEW_INBOUND_CALL', 'HANGUP']);
  expect(observations.filter(({ type }) => type === 'answer-invalid')).toHaveLength(1);
});

function attributes(pairs: number, length: number): Record<string, string> {
  return Object.fromEntries(Array.from({ length: pairs }, (_, i) => [`k${i}`, 'v'.repeat(length)]));
}
