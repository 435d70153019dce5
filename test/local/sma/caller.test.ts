import type { Observation } from '../../../local/sma';
import { HANG_UP, pause, play, record, scene, silence, tone, type Scene } from './support';

const listening = () =>
  scene([
    ['NEW_INBOUND_CALL', [record({ SilenceDurationInSeconds: 2 })]],
    ['ACTION_SUCCESSFUL', HANG_UP],
  ]);

const speech = ({ observations }: Scene) =>
  observations.filter(({ type }) => type === 'speech-started' || type === 'speech-ended');
const times = (observations: Observation[]) =>
  observations.map(({ type, at }) => [type, at - 1_767_225_600_000]);

/** Feeds a microphone's samples, 20 ms at a time, as they are spoken. */
function microphone({ at, call }: Scene, from: number, pcm: Int16Array): void {
  for (let ms = 0; ms < pcm.length / 8; ms += 20) {
    at(from + ms + 20, () => call.feed(pcm.slice(ms * 8, (ms + 20) * 8)));
  }
}

test('what the caller says is observed when it starts and when it ends, with its words', async () => {
  const stage = listening();
  stage.at(300, () => stage.call.say(tone(1000), 'hello'));
  await stage.end();
  expect(times(speech(stage))).toEqual([
    ['speech-started', 300],
    ['speech-ended', 1300],
  ]);
  expect(speech(stage)).toMatchObject([{ text: 'hello' }, { text: 'hello' }]);
});

test('one sentence waits for the other', async () => {
  const stage = listening();
  stage.at(300, () => {
    stage.call.say(tone(1000), 'one');
    stage.call.say(tone(500), 'two');
  });
  const { audio } = await stage.end();
  expect(times(speech(stage))).toEqual([
    ['speech-started', 300],
    ['speech-ended', 1300],
    ['speech-started', 1300],
    ['speech-ended', 1800],
  ]);
  expect(stage.recordings[0]?.spoken).toEqual(['one', 'two']);
  expect(audio.caller.slice(300 * 8, 1800 * 8)).toEqual(Int16Array.from([...tone(1000), ...tone(500)]));
});

test('a caller who hangs up does not finish the sentence', async () => {
  const stage = scene([['NEW_INBOUND_CALL', [play(), pause(9000)]]]);
  stage.at(300, () => {
    stage.call.say(tone(5000), 'one');
    stage.call.say(tone(500), 'two');
  });
  stage.at(2000, () => stage.call.hangUp());
  const { audio } = await stage.end();
  expect(times(speech(stage))).toEqual([
    ['speech-started', 300],
    ['speech-ended', 2000],
  ]);
  expect(audio.caller).toEqual(Int16Array.from([...silence(300), ...tone(1700)]));
});

test('a microphone is recorded as it comes', async () => {
  const stage = listening();
  microphone(stage, 500, tone(1000));
  await stage.end();
  expect(stage.recordings[0]?.pcm).toEqual(
    Int16Array.from([...silence(500), ...tone(1000), ...silence(2000)]),
  );
  expect(stage.recordings[0]?.spoken).toEqual([]);
});

test('speech of a microphone is observed when it starts and when it has ended', async () => {
  const stage = listening();
  microphone(stage, 0, Int16Array.from([...silence(300), ...tone(800), ...silence(600)]));
  await stage.end();
  expect(times(speech(stage))).toEqual([
    ['speech-started', 300],
    ['speech-ended', 1100],
  ]);
});

test('a short pause does not end the speech of a microphone', async () => {
  const stage = listening();
  microphone(stage, 0, Int16Array.from([...tone(400), ...silence(200), ...tone(400), ...silence(600)]));
  await stage.end();
  expect(times(speech(stage))).toEqual([
    ['speech-started', 0],
    ['speech-ended', 1000],
  ]);
});

test('samples that come a little late leave no gap', async () => {
  const stage = listening();
  stage.at(520, () => stage.call.feed(tone(20)));
  stage.at(575, () => stage.call.feed(tone(20)));
  await stage.end();
  const heard = stage.recordings[0]?.pcm.slice(500 * 8, 540 * 8);
  expect(heard).toEqual(Int16Array.from([...tone(20), ...tone(20)]));
});
