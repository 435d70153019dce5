import * as fc from 'fast-check';
import { answer, MAX_ACTIONS, type Action, type ActionOf } from '../../../../lambda/call/chime/actions';
import { participant } from '../../../../lambda/call/chime/events';
import type { Line } from '../../../../lambda/call/chime/line';
import { MOST_PARTS, toActions, type Voiced } from '../../../../lambda/call/chime/to-actions';
import { CALLER, NUMBER } from '../../../builders/number';
import { BUCKET, legA, legB } from '../../../builders/sma-event';
import { replyParts } from '../../../builders/turn';

const HUMAN = '+918049876543';
const VOICE_CONNECTOR = 'arn:aws:chime:us-east-1:000000000000:vc/abcdef1ghij2klmno3pqr4';

function lineOf(changes: Partial<Line> = {}): Line {
  const participants = [participant.parse(legA())];
  return {
    ...{ callId: 'call-1', bucket: BUCKET, caller: CALLER, number: NUMBER, participants },
    voiceConnector: VOICE_CONNECTOR,
    ...changes,
  };
}

function actionsOf(commands: Voiced[], line: Line = lineOf()): Action[] {
  const Actions = toActions(commands, line);
  expect(answer.safeParse({ SchemaVersion: '1.0', Actions }).error?.issues ?? []).toEqual([]);
  return Actions;
}

describe('commands as actions', () => {
  test('words that were rendered are played, and any key stops them', () => {
    expect(actionsOf([{ type: 'play-clip', key: 'clips/a.wav' }])).toEqual([
      {
        Type: 'PlayAudio',
        Parameters: {
          ParticipantTag: 'LEG-A',
          AudioSource: { Type: 'S3', BucketName: BUCKET, Key: 'clips/a.wav' },
          PlaybackTerminators: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '#'],
        },
      },
    ]);
  });

  test.each([
    ['en-IN', { LanguageCode: 'en-IN', VoiceId: 'Kajal', Engine: 'neural' }],
    ['hi-IN', { LanguageCode: 'hi-IN', VoiceId: 'Kajal', Engine: 'neural' }],
    ['ta-IN', {}],
  ])("words that were not are spoken by the platform's voice for %s", (language, voice) => {
    expect(actionsOf([{ type: 'say', text: 'Namaste.', language }])).toEqual([
      { Type: 'Speak', Parameters: { CallId: legA().CallId, Text: 'Namaste.', ...voice } },
    ]);
  });

  test('a call is recorded as a whole, in a place of its own, on the leg of the caller', () => {
    const CallId = legA().CallId;
    expect(actionsOf([{ type: 'record-call', do: 'start' }])).toEqual([
      {
        Type: 'StartCallRecording',
        Parameters: {
          CallId,
          Track: 'BOTH',
          Destination: { Type: 'S3', Location: `${BUCKET}/call-recordings/call-1` },
        },
      },
    ]);
    const later = (['pause', 'resume', 'stop'] as const).map((what) => ({
      type: 'record-call' as const,
      do: what,
    }));
    expect(actionsOf(later)).toEqual(
      ['PauseCallRecording', 'ResumeCallRecording', 'StopCallRecording'].map((Type) => ({
        Type,
        Parameters: { CallId },
      })),
    );
  });

  test('an event without the caller still has words for the caller', () => {
    const [speak] = actionsOf(
      [{ type: 'say', text: 'Namaste.', language: 'ta-IN' }],
      lineOf({ participants: [] }),
    );
    expect(speak).toEqual({ Type: 'Speak', Parameters: { ParticipantTag: 'LEG-A', Text: 'Namaste.' } });
  });

  test('words longer than the platform can speak are cut', () => {
    const [speak] = actionsOf([{ type: 'say', text: 'a'.repeat(5000), language: 'en-IN' }]);
    expect(speak).toMatchObject({ Parameters: { Text: 'a'.repeat(1000) } });
  });

  test.each(['', ' \n '])(
    'words that are none (%j) are a short pause, so that an event follows them',
    (text) => {
      expect(actionsOf([{ type: 'say', text, language: 'en-IN' }])).toMatchObject([{ Type: 'Pause' }]);
    },
  );

  test('a reply is played part by part', () => {
    const keys = actionsOf([{ type: 'play', parts: replyParts('One.', 'Two.') }]).map(
      (action) => action.Type === 'PlayAudio' && action.Parameters.AudioSource.Key,
    );
    expect(keys).toEqual(['replies/0.wav', 'replies/1.wav']);
  });

  test('the longest reply leaves room for what follows it', () => {
    const parts = replyParts(...Array<string>(MOST_PARTS).fill('A sentence.'));
    const actions = actionsOf([
      { type: 'play', parts },
      { type: 'transfer', to: HUMAN, timeoutSeconds: 30, via: 'pstn' },
    ]);
    expect(actions.length).toBeLessThanOrEqual(MAX_ACTIONS);
    expect(actions.at(-1)?.Type).toBe('CallAndBridge');
  });

  test('listening records until silence, a key, or the longest time', () => {
    const listen = { type: 'listen', maxSeconds: 30, silenceSeconds: 1, silenceThreshold: 200 } as const;
    expect(actionsOf([listen])).toMatchObject([
      {
        Type: 'RecordAudio',
        Parameters: {
          ParticipantTag: 'LEG-A',
          DurationInSeconds: '30',
          SilenceDurationInSeconds: 1,
          SilenceThreshold: 200,
          RecordingDestination: { Type: 'S3', BucketName: BUCKET, Prefix: 'recordings/call-1/' },
        },
      },
    ]);
  });

  test('digits are collected until a pause or the hash key, behind a prompt that nobody hears', () => {
    expect(actionsOf([{ type: 'collect-digits', gapSeconds: 2 }])).toMatchObject([
      {
        Type: 'SpeakAndGetDigits',
        Parameters: {
          MinNumberOfDigits: 0,
          TerminatorDigits: ['#'],
          InBetweenDigitsDurationInMilliseconds: 2000,
          RepeatDurationInMilliseconds: 2000,
          Repeat: 1,
          SpeechParameters: { TextType: 'ssml' },
        },
      },
    ]);
  });

  test('the line is held by a pause', () => {
    expect(actionsOf([{ type: 'hold', ms: 200 }])).toEqual([
      { Type: 'Pause', Parameters: { ParticipantTag: 'LEG-A', DurationInMilliseconds: '200' } },
    ]);
  });
});

describe('a transfer', () => {
  const transfer = { type: 'transfer', to: HUMAN, timeoutSeconds: 30, via: 'pstn' } as const;

  test.each([
    ['the caller, who keeps the number', CALLER, NUMBER, CALLER],
    ['the number that was called, when the caller is anonymous', 'anonymous', NUMBER, NUMBER],
    ['the number that was called, when the caller is unknown', '', NUMBER, NUMBER],
    ['the human, when neither is a number', 'anonymous', undefined, HUMAN],
  ])('shows %s', (_, caller, number, CallerIdNumber) => {
    const participants = [participant.parse(legA({ From: caller }))];
    expect(actionsOf([transfer], lineOf({ caller, number, participants }))).toEqual([
      {
        Type: 'CallAndBridge',
        Parameters: {
          CallTimeoutSeconds: 30,
          CallerIdNumber,
          Endpoints: [{ BridgeEndpointType: 'PSTN', Uri: HUMAN }],
        },
      },
    ]);
  });
});

test('a transfer has the caller hear a ringing tone where there is one', () => {
  const transfer = { type: 'transfer', to: HUMAN, timeoutSeconds: 30, via: 'pstn' } as const;
  const RingbackTone = { Type: 'S3', BucketName: BUCKET, Key: 'clips/ringback-in.wav' };
  expect(actionsOf([{ ...transfer, ringback: RingbackTone.Key }])).toMatchObject([
    { Parameters: { RingbackTone } },
  ]);
  expect(actionsOf([transfer])[0]?.Parameters).not.toHaveProperty('RingbackTone');
});

test.each([
  ['a number of the Chime inventory', '+12025550123', CALLER],
  ['our number, on a call that we make', NUMBER, HUMAN],
])('a transfer of a call that came in with %s shows that: AWS refuses any other', (_, From, caller) => {
  const participants = [participant.parse(legA({ From }))];
  const transfer = { type: 'transfer', to: HUMAN, timeoutSeconds: 30, via: 'pstn' } as const;
  expect(actionsOf([transfer], lineOf({ caller, participants }))).toMatchObject([
    { Parameters: { CallerIdNumber: From } },
  ]);
});

describe('a transfer over the trunk', () => {
  const transfer = { type: 'transfer', to: HUMAN, timeoutSeconds: 45, via: 'trunk' } as const;

  test('goes out by the Voice Connector, whose routes lead to the carrier', () => {
    expect(actionsOf([transfer])).toEqual([
      {
        Type: 'CallAndBridge',
        Parameters: {
          CallTimeoutSeconds: 45,
          CallerIdNumber: CALLER,
          Endpoints: [{ BridgeEndpointType: 'AWS', Arn: VOICE_CONNECTOR, Uri: HUMAN }],
        },
      },
    ]);
  });

  test('is no call over the telephone network where there is no connector', () => {
    expect(() => actionsOf([transfer], lineOf({ voiceConnector: undefined }))).toThrow('Voice Connector');
  });
});

test('what a human is to know of a call is played to the human, and no key cuts it short', () => {
  expect(actionsOf([{ type: 'whisper', key: 'calls/call-1/turn-0001/whisper.wav' }])).toEqual([
    {
      Type: 'PlayAudio',
      Parameters: {
        ParticipantTag: 'LEG-B',
        AudioSource: { Type: 'S3', BucketName: BUCKET, Key: 'calls/call-1/turn-0001/whisper.wav' },
      },
    },
  ]);
});

describe('digits that the agent asks for', () => {
  const ask = { type: 'ask-digits', max: 16, firstSeconds: 6, gapSeconds: 4 } as const;
  const gathering = {
    MinNumberOfDigits: 0,
    MaxNumberOfDigits: 16,
    TerminatorDigits: ['#'],
    InBetweenDigitsDurationInMilliseconds: 4000,
    RepeatDurationInMilliseconds: 6000,
    Repeat: 1,
  };

  test('count from the last sentence of the question on', () => {
    const actions = actionsOf([{ type: 'play', parts: replyParts('Gladly.', 'Key in your card.') }, ask]);
    expect(actions.map(({ Type }) => Type)).toEqual(['PlayAudio', 'PlayAudioAndGetDigits']);
    expect(actions[1]?.Parameters).toMatchObject({
      ...gathering,
      AudioSource: { Key: 'replies/1.wav' },
      FailureAudioSource: { Key: 'replies/1.wav' },
    });
  });

  test('are asked for in the voice of the platform where there is no other', () => {
    const actions = actionsOf([{ type: 'say', text: 'Key in your card.', language: 'en-IN' }, ask]);
    expect(actions).toMatchObject([
      {
        Type: 'SpeakAndGetDigits',
        Parameters: { CallId: legA().CallId, SpeechParameters: { Text: 'Key in your card.' }, ...gathering },
      },
    ]);
  });

  test('leave what stands before the question as it is', () => {
    const actions = actionsOf([{ type: 'record-call', do: 'pause' }, ask]);
    expect(actions.map(({ Type }) => Type)).toEqual(['PauseCallRecording', 'SpeakAndGetDigits']);
  });
});

test('keys are pressed for the other end', () => {
  expect(actionsOf([{ type: 'send-digits', digits: '2,,417#' }])).toEqual([
    { Type: 'SendDigits', Parameters: { CallId: legA().CallId, Digits: '2,,417#' } },
  ]);
});

test('keys are watched for one by one while something else goes on', () => {
  const [watch] = actionsOf([{ type: 'watch-keys' }]);
  expect(watch).toMatchObject({ Type: 'ReceiveDigits', Parameters: { ParticipantTag: 'LEG-A' } });
  const pattern = new RegExp((watch as ActionOf<'ReceiveDigits'>).Parameters.InputDigitsRegex);
  for (const keys of ['4', '42', '#', '*', '0#']) expect(pattern.test(keys)).toBe(true);
});

describe('a hang-up', () => {
  const both = [legA(), legB()].map((leg) => participant.parse(leg));
  const legs = (actions: Action[]) =>
    actions.map((action) => action.Type === 'Hangup' && action.Parameters.ParticipantTag);

  test("ends the caller's leg", () => {
    expect(actionsOf([{ type: 'hang-up', everyone: false }], lineOf({ participants: both }))).toEqual([
      { Type: 'Hangup', Parameters: { ParticipantTag: 'LEG-A', SipResponseCode: '0' } },
    ]);
  });

  test('of everyone ends each leg, since none ends on its own', () => {
    const everyone = { type: 'hang-up', everyone: true } as const;
    expect(legs(actionsOf([everyone], lineOf({ participants: both })))).toEqual(['LEG-A', 'LEG-B']);
  });

  test('of everyone leaves out whoever has left', () => {
    const everyone = { type: 'hang-up', everyone: true } as const;
    const participants = [participant.parse(legA({ Status: 'Disconnected' })), both[1]!];
    expect(legs(actionsOf([everyone], lineOf({ participants })))).toEqual(['LEG-B']);
    expect(actionsOf([everyone], lineOf({ participants: [participants[0]!] }))).toEqual([]);
  });
});

const command: fc.Arbitrary<Voiced> = fc.oneof(
  fc.record({
    type: fc.constant('say' as const),
    text: fc.string({ unit: 'grapheme', maxLength: 3000 }),
    language: fc.constantFrom('en-IN', 'hi-IN', 'ta'),
  }),
  fc.record({ type: fc.constant('play-clip' as const), key: fc.constant('clips/a.wav') }),
  fc
    .array(fc.constant('A sentence.'), { maxLength: 20 })
    .map((texts) => ({ type: 'play' as const, parts: replyParts(...texts) })),
  fc.record({
    type: fc.constant('listen' as const),
    maxSeconds: fc.integer({ min: 1, max: 300 }),
    silenceSeconds: fc.integer({ min: 1, max: 10 }),
    silenceThreshold: fc.integer({ min: 1, max: 1000 }),
  }),
  fc.record({ type: fc.constant('collect-digits' as const), gapSeconds: fc.integer({ min: 1, max: 10 }) }),
  fc.record({ type: fc.constant('hold' as const), ms: fc.integer({ min: 1, max: 1000 }) }),
  fc.record({
    type: fc.constant('transfer' as const),
    to: fc.constant(HUMAN),
    timeoutSeconds: fc.integer({ min: 5, max: 120 }),
    via: fc.constantFrom('pstn' as const, 'trunk' as const),
  }),
  fc.constant({ type: 'whisper' as const, key: 'calls/call-1/turn-0001/whisper.wav' }),
  fc.constant({ type: 'watch-keys' as const }),
  fc.record({ type: fc.constant('send-digits' as const), digits: fc.constantFrom('1', '2,,417#', 'A*0') }),
  fc.record({
    type: fc.constant('ask-digits' as const),
    max: fc.integer({ min: 1, max: 32 }),
    firstSeconds: fc.integer({ min: 2, max: 60 }),
    gapSeconds: fc.integer({ min: 1, max: 6 }),
  }),
  fc.record({ type: fc.constant('hang-up' as const), everyone: fc.boolean() }),
);

test('whatever is commanded, AWS takes the answer', () => {
  const caller = fc.constantFrom(CALLER, 'anonymous', '', '+1', 'sip:x');
  fc.assert(
    fc.property(fc.array(command, { maxLength: 12 }), caller, (commands, from) => {
      expect(actionsOf(commands, lineOf({ caller: from })).length).toBeLessThanOrEqual(MAX_ACTIONS);
    }),
    { numRuns: 500 },
  );
});
