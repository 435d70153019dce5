import { levelled } from '../../../../lambda/adapters/audio/level';
import { levelOf, tone, toPcm16 } from '../../../builders/sound';

/** Loudness in dB of full scale, as root mean square. */
const loudnessOf = (pcm: Int16Array) => levelOf(pcm, 0x8000) - 10 * Math.log10(2);
const peakOf = (pcm: Int16Array) =>
  pcm.reduce((peak, sample) => Math.max(peak, Math.abs(sample)), 0) / 0x8000;
const amplitudeFor = (decibels: number) => Math.SQRT2 * 10 ** (decibels / 20);
const toneOf = (decibels: number, ms = 1000) => toPcm16(tone(440, 8000, ms, amplitudeFor(decibels)));
const joined = (...parts: Int16Array[]) => Int16Array.from(parts.flatMap((part) => [...part]));

/** Sound with peaks far above its mean, as the strike of a consonant: one sample of full scale every 100 ms. */
function peaky(decibels: number): Int16Array {
  return toneOf(decibels).map((sample, i) => (i % 800 === 400 ? Math.sign(sample || 1) * 0x7fff : sample));
}

it.each([-6, -12, -18, -24, -30])('brings speech of %d dB to -18 dB', (decibels) => {
  expect(loudnessOf(levelled(toneOf(decibels))!)).toBeCloseTo(-18, 1);
});

it('raises by 12 dB at the most', () => {
  expect(loudnessOf(levelled(toneOf(-40))!)).toBeCloseTo(-28, 1);
});

it('does not take pauses for speech', () => {
  const pause = new Int16Array(8000);
  const spoken = levelled(joined(pause, toneOf(-24), pause, pause))!;
  expect(loudnessOf(spoken.subarray(8000, 16_000))).toBeCloseTo(-18, 1);
  expect(peakOf(spoken.subarray(0, 8000))).toBe(0);
});

it('does not take the noise between words for speech', () => {
  const noise = toneOf(-48, 3000);
  const spoken = levelled(joined(noise, toneOf(-20), noise))!;
  expect(loudnessOf(spoken.subarray(24_000, 32_000))).toBeCloseTo(-18, 1);
});

it('keeps the differences of loudness within a sentence', () => {
  const spoken = levelled(joined(toneOf(-20), toneOf(-30)))!;
  const [loud, soft] = [spoken.subarray(0, 8000), spoken.subarray(8000)];
  expect(loudnessOf(loud) - loudnessOf(soft)).toBeCloseTo(10, 1);
});

it.each([-40, -30, -24, -18])('clips nothing of peaks far above a mean of %d dB', (decibels) => {
  const sound = peaky(decibels);
  const spoken = levelled(sound)!;
  expect(peakOf(spoken)).toBeLessThanOrEqual(10 ** (-1 / 20) + 1 / 0x8000);
  // A sample that was turned down keeps its sign, and one far from a peak keeps the gain of the whole.
  expect(spoken.every((sample, i) => Math.sign(sample) === Math.sign(sound[i]!) || sample === 0)).toBe(true);
});

it('turns a peak down without a step', () => {
  const sound = toPcm16(tone(440, 8000, 1000, 0.05)).map((sample, i) => (i === 4000 ? 0x7fff : sample));
  const spoken = levelled(sound)!;
  const gains = [...sound].flatMap((sample, i) =>
    Math.abs(sample) > 1000 ? [[i, spoken[i]! / sample] as const] : [],
  );
  const steps = gains.slice(1).map(([i, gain], at) => Math.abs(gain - gains[at]![1]) / (i - gains[at]![0]));
  expect(peakOf(spoken)).toBeLessThanOrEqual(10 ** (-1 / 20) + 1 / 0x8000);
  expect(Math.max(...steps)).toBeLessThan(0.1);
});

it.each([
  ['no samples', new Int16Array(0)],
  ['digital silence', new Int16Array(8000)],
  ['the noise of a quiet line', toneOf(-60)],
])('finds nothing to level in %s', (_, pcm) => {
  expect(levelled(pcm)).toBeUndefined();
});

it('levels sound that is shorter than a frame', () => {
  expect(loudnessOf(levelled(toneOf(-24, 10))!)).toBeCloseTo(-18, 0);
});

it('leaves what it was given as it was', () => {
  const given = toneOf(-30);
  levelled(given);
  expect(given).toEqual(toneOf(-30));
});
