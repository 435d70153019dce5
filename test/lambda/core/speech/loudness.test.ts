import { hasSpeech, voicedMsOf } from '../../../../lambda/core/speech/loudness';
import { tone, toPcm16 } from '../../../builders/sound';

const silent = (ms: number) => new Int16Array(ms * 8);
const joined = (...pieces: Int16Array[]) => Int16Array.from(pieces.flatMap((piece) => [...piece]));
const voice = (ms: number, amplitude = 0.2) => toPcm16(tone(300, 8000, ms, amplitude));

it.each([
  ['nothing at all', new Int16Array(0)],
  ['digital silence', silent(3000)],
  ['the noise of a quiet line', Int16Array.from(silent(3000), (_, i) => (i * 7919) % 61)],
  ['an idle line beside zero', silent(3000).fill(900)],
  ['a click', joined(silent(500), voice(40), silent(500))],
  ['clicks apart', joined(voice(40), silent(300), voice(40), silent(300), voice(40))],
  ['less than a frame', voice(15)],
])('finds no speech in %s', (_, pcm) => {
  expect(hasSpeech(pcm)).toBe(false);
});

it.each([
  ['a word in long silence', joined(silent(4000), voice(150), silent(1500))],
  ['speech from the first to the last sample', voice(2000)],
  ['a quiet voice', joined(silent(1000), voice(300, 0.008), silent(1000))],
  ['a voice on a line that idles beside zero', voice(500).map((sample) => sample + 900)],
])('finds speech in %s', (_, pcm) => {
  expect(hasSpeech(pcm)).toBe(true);
});

it.each([
  ['silence', silent(3000), 0],
  ['a click', joined(silent(500), voice(40), silent(500)), 0],
  ['a word', joined(silent(500), voice(200), silent(500)), 200],
  ['two words', joined(voice(200), silent(500), voice(300)), 500],
  ['a word among clicks', joined(voice(40), silent(100), voice(160), silent(100), voice(60)), 160],
])('measures how much speech is in %s', (_, pcm, ms) => {
  expect(voicedMsOf(pcm)).toBe(ms);
});
