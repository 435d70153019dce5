import { wavOfLine } from '../../../lambda/core/speech/wav';
import { BUCKET, HANG_UP, hangUp, isSilent, play, record, scene, silence, speak, tone } from './support';

const AFTERWARDS = ['ACTION_SUCCESSFUL', HANG_UP] as const;

test('ends after the silence that follows speech, and stores what was said', async () => {
  const { end, at, call, bucket, recordings } = scene([['NEW_INBOUND_CALL', [record()]], [...AFTERWARDS]]);
  at(500, () => call.say(tone(2000), 'two seconds'));
  const { events, durations } = await end();
  expect(durations.connectedMs).toBe(3500);
  const destination = events[1]?.ActionData?.RecordingDestination as Record<string, string>;
  expect(destination).toMatchObject({ Type: 'S3', BucketName: BUCKET });
  expect(destination['Key']).toMatch(/^recordings\/2026-01-01-00-00-00-000_[\w-]+\.wav$/);
  expect(events[1]?.ActionData).not.toHaveProperty('RecordingTerminatorUsed');
  const expected = Int16Array.from([...silence(500), ...tone(2000), ...silence(1000)]);
  expect(bucket.objects.get(destination['Key'] as string)).toEqual(wavOfLine(expected));
  expect(recordings).toEqual([{ key: destination['Key'], pcm: expected, spoken: ['two seconds'] }]);
});

test('silence from the start ends it too', async () => {
  const { end, recordings } = scene([
    ['NEW_INBOUND_CALL', [record({ SilenceDurationInSeconds: 3 })]],
    [...AFTERWARDS],
  ]);
  expect((await end()).durations.connectedMs).toBe(3000);
  expect(recordings).toMatchObject([{ pcm: silence(3000), spoken: [] }]);
});

test('a pause that is shorter than the silence does not end it', async () => {
  const { end, at, call, recordings } = scene([['NEW_INBOUND_CALL', [record()]], [...AFTERWARDS]]);
  at(0, () => call.say(tone(500), 'well'));
  at(1400, () => call.say(tone(500), 'yes'));
  expect((await end()).durations.connectedMs).toBe(2900);
  expect(recordings[0]?.spoken).toEqual(['well', 'yes']);
});

test('without silence detection it lasts its whole duration', async () => {
  const { end } = scene([
    ['NEW_INBOUND_CALL', [record({ SilenceDurationInSeconds: undefined, DurationInSeconds: '7' })]],
    [...AFTERWARDS],
  ]);
  expect((await end()).durations.connectedMs).toBe(7000);
});

test('ends at its longest duration while the caller still talks', async () => {
  const { end, at, call, recordings } = scene([
    ['NEW_INBOUND_CALL', [record({ DurationInSeconds: '4' })]],
    [...AFTERWARDS],
  ]);
  at(0, () => call.say(tone(10_000), 'a long story'));
  expect((await end()).durations.connectedMs).toBe(4000);
  expect(recordings[0]).toMatchObject({ pcm: tone(4000), spoken: [] });
});

test('ends on a terminator, and says which', async () => {
  const { end, at, call } = scene([
    ['NEW_INBOUND_CALL', [record({ RecordingTerminators: ['#', '0'] })]],
    [...AFTERWARDS],
  ]);
  at(0, () => call.say(tone(5000)));
  at(1000, () => call.press('7'));
  at(1500, () => call.press('0'));
  const { events, durations } = await end();
  expect(durations.connectedMs).toBe(1500);
  expect(events[1]?.ActionData).toMatchObject({ RecordingTerminatorUsed: '0' });
});

test('what was said before is lost; what is being said is recorded from there', async () => {
  const { end, at, call, recordings } = scene([['NEW_INBOUND_CALL', [play(), record()]], [...AFTERWARDS]]);
  at(100, () => call.say(tone(300), 'before'));
  at(800, () => call.say(tone(600), 'mostly after'));
  await end();
  expect(recordings[0]?.spoken).toEqual(['mostly after']);
  expect(recordings[0]?.pcm).toEqual(Int16Array.from([...tone(400), ...silence(1000)]));
});

test('words of which less than half was recorded are not told', async () => {
  const { end, at, call, recordings } = scene([['NEW_INBOUND_CALL', [play(), record()]], [...AFTERWARDS]]);
  at(200, () => call.say(tone(1000), 'mostly before'));
  await end();
  expect(recordings[0]).toMatchObject({ spoken: [] });
  expect(isSilent(recordings[0]?.pcm ?? silence(0), 0, 100)).toBe(false);
});

test.each([
  ['quieter than the threshold is silence', 900, 200, 1000],
  ['louder than the threshold is speech', 1100, 200, 3000],
  ['a lower threshold hears more', 900, 100, 3000],
  ['a higher threshold hears less', 5000, 1000, 1000],
])('%s', async (_, level, SilenceThreshold, lasts) => {
  const { end, at, call } = scene([['NEW_INBOUND_CALL', [record({ SilenceThreshold })]], [...AFTERWARDS]]);
  at(0, () => call.say(tone(2000, level * Math.SQRT2)));
  expect((await end()).durations.connectedMs).toBe(lasts);
});

test('another recording has another key', async () => {
  const { end, recordings } = scene([['NEW_INBOUND_CALL', [record(), record()]], [...AFTERWARDS]]);
  await end();
  expect(new Set(recordings.map(({ key }) => key)).size).toBe(2);
});

test.each([
  ['recordings', 'recordings/2026'],
  ['', '2026'],
  [undefined, '2026'],
])('prefix %p makes a key that starts with %s', async (Prefix, start) => {
  const RecordingDestination = { Type: 'S3', BucketName: BUCKET, Prefix };
  const { end, recordings } = scene([
    ['NEW_INBOUND_CALL', [record({ RecordingDestination })]],
    [...AFTERWARDS],
  ]);
  await end();
  expect(recordings[0]?.key.startsWith(start)).toBe(true);
});

test('a bucket that takes nothing fails the action, with the reason in Error', async () => {
  const { end, bucket } = scene([
    ['NEW_INBOUND_CALL', [record()]],
    ['ACTION_FAILED', HANG_UP],
  ]);
  bucket.broken.add('recordings/');
  const data = (await end()).events[1]?.ActionData;
  expect(data).toMatchObject({
    Type: 'RecordAudio',
    Error: expect.stringMatching(/^NoAccessToDestination: /),
  });
  expect(data).not.toHaveProperty('ErrorType');
});

test('another bucket fails the action', async () => {
  const RecordingDestination = { Type: 'S3', BucketName: 'other-bucket', Prefix: 'a/' };
  const { end } = scene([
    ['NEW_INBOUND_CALL', [record({ RecordingDestination })]],
    ['ACTION_FAILED', HANG_UP],
  ]);
  expect((await end()).events[1]?.ActionData?.Error).toContain('NoAccessToDestination');
});

test('a caller who hangs up leaves no recording', async () => {
  const { end, at, call, bucket, recordings } = scene([
    ['NEW_INBOUND_CALL', [speak('hi'), record(), hangUp()]],
  ]);
  at(0, () => call.say(tone(5000), 'hello'));
  at(2000, () => call.hangUp());
  await end();
  expect(recordings).toEqual([]);
  expect([...bucket.objects.keys()]).toEqual(['second.wav']);
});
