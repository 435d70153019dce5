import { WaveFile } from 'wavefile';
import { wavOfLine } from '../../../lambda/core/speech/wav';
import { BUCKET, HANG_UP, isSilent, play, scene, silence, speak, tone } from './support';

const AFTERWARDS = ['ACTION_SUCCESSFUL', HANG_UP] as const;

test('a WAV of the bucket is on the agent track, sample by sample, in its time', async () => {
  const { end, bucket, observations } = scene([['NEW_INBOUND_CALL', [play('a.wav')]], [...AFTERWARDS]]);
  const pcm = tone(1234);
  bucket.objects.set('a.wav', wavOfLine(pcm));
  const { audio, durations } = await end();
  expect(audio.agent).toEqual(pcm);
  expect(audio.caller).toEqual(silence(1234));
  expect(durations.connectedMs).toBe(1234);
  expect(observations.find(({ type }) => type === 'audio-started')).toMatchObject({ key: 'a.wav', pcm });
});

test('Repeat plays it again', async () => {
  const { end } = scene([['NEW_INBOUND_CALL', [play('second.wav', { Repeat: '3' })]], [...AFTERWARDS]]);
  expect((await end()).audio.agent).toEqual(Int16Array.from([...tone(1000), ...tone(1000), ...tone(1000)]));
});

test('a terminator stops all repeats, and the next action follows', async () => {
  const { end, at, call, observations } = scene([
    [
      'NEW_INBOUND_CALL',
      [play('second.wav', { Repeat: '5', PlaybackTerminators: ['#', '1'] }), speak('next')],
    ],
    [...AFTERWARDS],
  ]);
  at(1300, () => call.press('1'));
  const { audio, events } = await end();
  expect(audio.agent.length).toBe((1300 + 400) * 8);
  expect(events[1]?.ActionData?.Type).toBe('Speak');
  expect(observations.filter(({ type }) => type === 'audio-ended')).toMatchObject([
    { ms: 1000 },
    { ms: 300 },
    { ms: 400 },
  ]);
});

test('a key that is no terminator does not disturb it', async () => {
  const { end, at, call } = scene([
    ['NEW_INBOUND_CALL', [play('second.wav', { PlaybackTerminators: ['#'] })]],
    [...AFTERWARDS],
  ]);
  at(300, () => call.press('5'));
  expect((await end()).durations.connectedMs).toBe(1000);
});

test('a key that was pressed before does not count', async () => {
  const { end, at, call } = scene([
    ['NEW_INBOUND_CALL', [speak('first'), play('second.wav', { PlaybackTerminators: ['#'] })]],
    [...AFTERWARDS],
  ]);
  at(200, () => call.press('#'));
  const { audio } = await end();
  expect(audio.agent.length).toBe(1500 * 8);
  expect(isSilent(audio.agent, 0, 10)).toBe(false);
});

const wav = (rate: number, bits: string, channels: number) => {
  const file = new WaveFile();
  const samples = Array.from({ length: 800 }, () => 1);
  file.fromScratch(channels, rate, bits, channels === 1 ? samples : [samples, samples]);
  return file.toBuffer();
};

test.each([
  ['of 16 kHz', wav(16_000, '16', 1), '16000 Hz'],
  ['in stereo', wav(8000, '16', 2), '2 channels'],
  ['of 8 bit', wav(8000, '8', 1), '8 bit'],
  ['in µ-law', wav(8000, '8m', 1), 'format 7'],
  ['that is text', new TextEncoder().encode('{"error":"not found"}'), 'not a WAV file'],
  ['without samples', wavOfLine(new Int16Array()), 'no samples'],
  ['that is cut off', wavOfLine(tone(100)).subarray(0, 700), 'no complete fmt and data chunk'],
  ['of nothing', new Uint8Array(), 'not a WAV file'],
  ['above 50 MB', new Uint8Array(50 * 1024 * 1024 + 1), 'at most 52428800'],
])('a file %s is an invalid audio source', async (_, file, fault) => {
  const { end, bucket } = scene([
    ['NEW_INBOUND_CALL', [play('bad.wav')]],
    ['ACTION_FAILED', HANG_UP],
  ]);
  bucket.objects.set('bad.wav', file);
  expect((await end()).events[1]?.ActionData).toMatchObject({
    Type: 'PlayAudio',
    ErrorType: 'InvalidAudioSource',
    ErrorMessage: expect.stringContaining(fault),
  });
});

test('chunks besides fmt and data are passed over', async () => {
  const { end, bucket } = scene([['NEW_INBOUND_CALL', [play('tagged.wav')]], [...AFTERWARDS]]);
  const file = new WaveFile(wavOfLine(tone(500)));
  file.setTag('ICMT', 'made by hand');
  bucket.objects.set('tagged.wav', file.toBuffer());
  expect((await end()).audio.agent).toEqual(tone(500));
});

test('an object of another bucket is out of reach', async () => {
  const AudioSource = { Type: 'S3', BucketName: 'other-bucket', Key: 'second.wav' };
  const { end } = scene([
    ['NEW_INBOUND_CALL', [play('second.wav', { AudioSource })]],
    ['ACTION_FAILED', HANG_UP],
  ]);
  const message = (await end()).events[1]?.ActionData?.ErrorMessage;
  expect(message).toBe(`s3://other-bucket/second.wav is out of reach; the bucket here is ${BUCKET}`);
});

test('a bucket that cannot be read fails the action', async () => {
  const { end, bucket } = scene([
    ['NEW_INBOUND_CALL', [play()]],
    ['ACTION_FAILED', HANG_UP],
  ]);
  bucket.broken.add('second.wav');
  expect((await end()).events[1]?.ActionData?.ErrorMessage).toContain('cannot be read');
});
