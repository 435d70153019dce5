import { HANG_UP, hangUp, pause, play, scene, silence, speak, tone, typesOf } from './support';

test('a list of actions succeeds once, after its last action, with the data of that action', async () => {
  const { end, when } = scene([
    ['NEW_INBOUND_CALL', [play(), play(), pause(500)]],
    ['ACTION_SUCCESSFUL', HANG_UP],
  ]);
  const { events } = await end();
  expect(typesOf(events)).toEqual(['NEW_INBOUND_CALL', 'ACTION_SUCCESSFUL', 'HANGUP']);
  expect(events[1]?.ActionData).toEqual({
    Type: 'Pause',
    Parameters: {
      DurationInMilliseconds: '500',
      ParticipantTag: 'LEG-A',
      CallId: events[0]?.CallDetails.Participants[0]?.CallId,
    },
  });
  expect(when('hung-up')).toEqual([2500]);
});

test('an action that fails clears the rest of the list', async () => {
  const { end, observations } = scene([
    ['NEW_INBOUND_CALL', [play('missing.wav'), play(), pause(500)]],
    ['ACTION_FAILED', HANG_UP],
  ]);
  const { events } = await end();
  expect(events[1]?.ActionData).toMatchObject({ Type: 'PlayAudio', ErrorType: 'InvalidAudioSource' });
  expect(observations.filter(({ type }) => type === 'audio-started')).toEqual([]);
});

test('a leg may be named by its call id', async () => {
  const { end } = scene([
    [
      'NEW_INBOUND_CALL',
      ({ CallDetails }) => ({
        SchemaVersion: '1.0',
        Actions: [
          { Type: 'Speak', Parameters: { CallId: CallDetails.Participants[0]?.CallId, Text: 'hello' } },
        ],
      }),
    ],
    ['ACTION_SUCCESSFUL', HANG_UP],
  ]);
  expect((await end()).events[1]?.ActionData?.Parameters).toMatchObject({ ParticipantTag: 'LEG-A' });
});

test('a leg that is not there fails the action', async () => {
  const { end } = scene([
    ['NEW_INBOUND_CALL', [{ Type: 'Speak', Parameters: { ParticipantTag: 'LEG-B', Text: 'hello' } }]],
    ['ACTION_FAILED', HANG_UP],
  ]);
  expect((await end()).events[1]?.ActionData?.ErrorType).toBe('InvalidActionParameter');
});

test('Pause keeps the line silent for its time', async () => {
  const { end } = scene([
    ['NEW_INBOUND_CALL', [play(), pause(700), play()]],
    ['ACTION_SUCCESSFUL', HANG_UP],
  ]);
  const { audio } = await end();
  expect(audio.agent).toEqual(Int16Array.from([...tone(1000), ...silence(700), ...tone(1000)]));
});

test('Speak plays the voice that it is given, in the language of the action', async () => {
  const asked: string[][] = [];
  const voice = (text: string, language: string) => {
    asked.push([text, language]);
    return Promise.resolve(tone(300));
  };
  const spoken = {
    Type: 'Speak',
    Parameters: { ParticipantTag: 'LEG-A', Text: 'नमस्ते', LanguageCode: 'hi-IN' },
  };
  const { end, observations } = scene(
    [
      ['NEW_INBOUND_CALL', [spoken, speak('hello')]],
      ['ACTION_SUCCESSFUL', HANG_UP],
    ],
    { speak: voice },
  );
  const { audio } = await end();
  expect(asked).toEqual([
    ['नमस्ते', 'hi-IN'],
    ['hello', 'en-US'],
  ]);
  expect(audio.agent).toEqual(Int16Array.from([...tone(300), ...tone(300)]));
  expect(observations.filter(({ type }) => type === 'audio-started')).toMatchObject([
    { text: 'नमस्ते', leg: 'LEG-A' },
    { text: 'hello', leg: 'LEG-A' },
  ]);
});

test('Speak reads SSML: words are spoken, breaks are silence', async () => {
  const Text = '<speak>one<break time="0.4s"/>two &amp; <prosody rate="slow">three</prosody></speak>';
  const asked: string[] = [];
  const { end } = scene(
    [
      [
        'NEW_INBOUND_CALL',
        [{ Type: 'Speak', Parameters: { ParticipantTag: 'LEG-A', Text, TextType: 'ssml' } }],
      ],
      ['ACTION_SUCCESSFUL', HANG_UP],
    ],
    { speak: (text) => (asked.push(text), Promise.resolve(tone(100))) },
  );
  const { audio } = await end();
  expect(asked).toEqual(['one', 'two & three']);
  expect(audio.agent).toEqual(Int16Array.from([...tone(100), ...silence(400), ...tone(100)]));
});

test('a voice that fails, fails the action', async () => {
  const { end } = scene(
    [
      ['NEW_INBOUND_CALL', [speak('hello')]],
      ['ACTION_FAILED', HANG_UP],
    ],
    { speak: () => Promise.reject(new Error('no voice')) },
  );
  expect((await end()).events[1]?.ActionData).toMatchObject({ Type: 'Speak', ErrorType: 'SystemException' });
});

test('SendDigits takes the time of its tones and pauses', async () => {
  const digits = { ParticipantTag: 'LEG-A', Digits: '12,#', ToneDurationInMilliseconds: 100 };
  const { end, when } = scene([
    ['NEW_INBOUND_CALL', [play(), { Type: 'SendDigits', Parameters: digits }]],
    ['ACTION_SUCCESSFUL', HANG_UP],
  ]);
  await end();
  expect(when('digits-sent')).toEqual([1800]);
});

test.each([
  ['StartBotConversation', { BotAliasArn: 'arn:aws:lex:us-east-1:123456789012:bot-alias/BOT/ALIAS' }],
  ['JoinChimeMeeting', { JoinToken: 'token' }],
  ['ModifyChimeMeetingAttendees', { Operation: 'Mute', MeetingId: 'm', AttendeeList: ['a'] }],
  ['VoiceFocus', { Enable: true }],
])('%s fails and says that it needs AWS', async (Type, parameters) => {
  const { end } = scene([
    ['NEW_INBOUND_CALL', [speak('hi'), { Type, Parameters: { ParticipantTag: 'LEG-A', ...parameters } }]],
    ['ACTION_FAILED', HANG_UP],
  ]);
  const data = (await end()).events[1]?.ActionData;
  expect(data).toMatchObject({ Type, ErrorMessage: expect.stringContaining('needs AWS') });
});

test('actions behind a hang-up of the only leg are not taken', async () => {
  const { end, observations } = scene([['NEW_INBOUND_CALL', [play(), hangUp(), play()]]]);
  const { durations, by } = await end();
  expect(durations.connectedMs).toBe(1000);
  expect(by).toBe('agent');
  expect(observations.filter(({ type }) => type === 'action-started')).toHaveLength(2);
});
