import { wavOfLine } from '../../../lambda/core/speech/wav';
import { BUCKET, HANG_UP, hangUp, play, scene, tone, type Step } from './support';

const AFTERWARDS: Step = ['ACTION_SUCCESSFUL', HANG_UP];

/** A prompt of 500 ms, then up to 4 s for the first digit and 2 s between digits. */
const ask = (more: object = {}) => ({
  Type: 'SpeakAndGetDigits',
  Parameters: {
    ParticipantTag: 'LEG-A',
    SpeechParameters: { Text: 'digit' },
    InBetweenDigitsDurationInMilliseconds: 2000,
    RepeatDurationInMilliseconds: 4000,
    ...more,
  },
});
const FAILURE = { FailureSpeechParameters: { Text: 'no' } };

const asking = (more: object = {}, afterwards: Step = AFTERWARDS) => {
  const stage = scene([['NEW_INBOUND_CALL', [ask(more)]], afterwards]);
  const press = (ms: number, keys: string) =>
    stage.at(ms, () => [...keys].forEach((key) => stage.call.press(key)));
  return { ...stage, press };
};

test('digits end with the terminator, which is not one of them', async () => {
  const { end, press } = asking();
  press(1000, '1');
  press(1500, '2');
  press(1800, '#');
  const { events, durations } = await end();
  expect(events[1]?.ActionData).toMatchObject({ Type: 'SpeakAndGetDigits', ReceivedDigits: '12' });
  expect(durations.connectedMs).toBe(1800);
});

test('digits end with the greatest number of them', async () => {
  const { end, press } = asking({ MaxNumberOfDigits: 3 });
  press(1000, '1234');
  const { events, durations } = await end();
  expect(events[1]?.ActionData).toMatchObject({ ReceivedDigits: '123' });
  expect(durations.connectedMs).toBe(1000);
});

test('digits end when the next one takes too long', async () => {
  const { end, press } = asking();
  press(1000, '1');
  press(2900, '2');
  const { events, durations } = await end();
  expect(events[1]?.ActionData).toMatchObject({ ReceivedDigits: '12' });
  expect(durations.connectedMs).toBe(4900);
});

test('without a gap of its own, RepeatDuration holds between digits', async () => {
  const { end, press } = asking({ InBetweenDigitsDurationInMilliseconds: undefined });
  press(1000, '1');
  expect((await end()).durations.connectedMs).toBe(5000);
});

test('no digits succeed with none, where none are needed', async () => {
  const { end } = asking();
  const { events, durations } = await end();
  expect(events[1]?.ActionData).toMatchObject({ ReceivedDigits: '' });
  expect(durations.connectedMs).toBe(4500);
});

test('a key stops the prompt', async () => {
  const { end, press, when } = asking();
  press(200, '7');
  await end();
  expect(when('audio-ended')).toEqual([200]);
});

test('keys pressed while the action begins are not lost', async () => {
  const { end, call, clock } = scene([['NEW_INBOUND_CALL', [ask({ MaxNumberOfDigits: 2 })]], AFTERWARDS], {
    speak: async () => {
      call.press('4');
      await clock.sleep(100);
      call.press('2');
      return tone(500);
    },
  });
  const { events, durations } = await end();
  expect(events[1]?.ActionData).toMatchObject({ ReceivedDigits: '42' });
  expect(durations.connectedMs).toBe(100);
});

test('too few digits are asked for again, after the failure speech', async () => {
  const { end, press, observations } = asking({ MinNumberOfDigits: 2, Repeat: 3, ...FAILURE });
  press(1000, '1#');
  press(2500, '12#');
  const { events } = await end();
  expect(events[1]?.ActionData).toMatchObject({ ReceivedDigits: '12' });
  const said = observations.flatMap((o) => (o.type === 'audio-started' ? [o.text] : []));
  expect(said).toEqual(['digit', 'no', 'digit']);
});

test('the action fails when all attempts are used up', async () => {
  const { end, observations } = asking({ MinNumberOfDigits: 1, Repeat: 2, ...FAILURE }, [
    'ACTION_FAILED',
    HANG_UP,
  ]);
  const { events } = await end();
  expect(events[1]?.ActionData).toMatchObject({
    Type: 'SpeakAndGetDigits',
    ErrorType: 'SystemException',
    ErrorMessage: 'no valid digits in 2 attempts',
  });
  const said = observations.flatMap((o) => (o.type === 'audio-started' ? [o.text] : []));
  expect(said).toEqual(['digit', 'no', 'digit', 'no']);
});

test.each([
  ['^\\d{2}$', '12#', true],
  ['^\\d{2}#$', '12#', true],
  ['^\\d{3}$', '12#', false],
])('pattern %s accepts %s: %p', async (InputDigitsRegex, keys, accepted) => {
  const { end, press } = asking({ InputDigitsRegex }, accepted ? AFTERWARDS : ['ACTION_FAILED', HANG_UP]);
  press(1000, keys);
  const { events } = await end();
  expect(events[1]?.ActionData?.ReceivedDigits).toBe(accepted ? '12' : undefined);
});

test('other terminators take the place of the hash key', async () => {
  const { end, press } = asking({ TerminatorDigits: ['*'] });
  press(1000, '1#2*');
  expect((await end()).events[1]?.ActionData).toMatchObject({ ReceivedDigits: '1#2' });
});

test('a caller who hangs up in between ends it without an event of its own', async () => {
  const { end, at, call } = scene([['NEW_INBOUND_CALL', [ask(), hangUp()]]]);
  at(1000, () => call.hangUp());
  expect((await end()).events).toHaveLength(2);
});

const SOURCES = {
  AudioSource: { Type: 'S3', BucketName: BUCKET, Key: 'second.wav' },
  FailureAudioSource: { Type: 'S3', BucketName: BUCKET, Key: 'wrong.wav' },
};
const askWithAudio = {
  Type: 'PlayAudioAndGetDigits',
  Parameters: {
    ParticipantTag: 'LEG-A',
    ...SOURCES,
    MinNumberOfDigits: 1,
    Repeat: 2,
    RepeatDurationInMilliseconds: 1000,
  },
};

test('PlayAudioAndGetDigits plays objects of the bucket', async () => {
  const { end, at, call, bucket, observations } = scene([['NEW_INBOUND_CALL', [askWithAudio]], AFTERWARDS]);
  bucket.objects.set('wrong.wav', wavOfLine(tone(300)));
  at(3600, () => call.press('9'));
  const { events } = await end();
  expect(events[1]?.ActionData).toMatchObject({ Type: 'PlayAudioAndGetDigits', ReceivedDigits: '9' });
  const played = observations.flatMap((o) => (o.type === 'audio-started' ? [o.key] : []));
  expect(played).toEqual(['second.wav', 'wrong.wav', 'second.wav']);
});

test('PlayAudioAndGetDigits fails where its failure audio is missing', async () => {
  const { end } = scene([
    ['NEW_INBOUND_CALL', [play(), askWithAudio]],
    ['ACTION_FAILED', HANG_UP],
  ]);
  expect((await end()).events[1]?.ActionData).toMatchObject({ ErrorType: 'InvalidAudioSource' });
});
