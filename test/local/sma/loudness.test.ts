import { levelOf, silenceLevel } from '../../../local/sma/loudness';
import { silence, tone } from './support';

test('the points that the guide names', () => {
  const decibels = [1, 100, 200, 1000].map((threshold) => 20 * Math.log10(silenceLevel(threshold)));
  expect(decibels.map(Math.round)).toEqual([30, 45, 60, 75]);
});

test('a higher threshold never calls less silence', () => {
  const levels = Array.from({ length: 1000 }, (_, i) => silenceLevel(i + 1));
  expect(levels.every((level, i) => i === 0 || level > (levels[i - 1] as number))).toBe(true);
});

test('the level of a tone is its amplitude over the root of two', () => {
  expect(levelOf(tone(20, 1000))).toBeCloseTo(1000 / Math.SQRT2, 0);
  expect(levelOf(silence(20))).toBe(0);
  expect(levelOf(new Int16Array())).toBe(0);
});
