import { ringbackOf } from '../../../../lambda/core/speech/ringback';
import { durationOfLineWav, LINE_RATE } from '../../../../lambda/core/speech/wav';

/** The share of the energy between two moments that a frequency has, from 0 to 1. */
function shareOf(hz: number, pcm: Int16Array): number {
  let [real, imaginary, all] = [0, 0, 0];
  pcm.forEach((sample, i) => {
    const angle = (2 * Math.PI * hz * i) / LINE_RATE;
    real += sample * Math.cos(angle);
    imaginary += sample * Math.sin(angle);
    all += sample * sample;
  });
  return (2 * (real ** 2 + imaginary ** 2)) / (all * pcm.length);
}

const pcmOf = (language: string) => new Int16Array(ringbackOf(language).wav().buffer, 44);
const between = (pcm: Int16Array, fromMs: number, toMs: number) => pcm.subarray(fromMs * 8, toMs * 8);
const isSilent = (pcm: Int16Array) => pcm.every((sample) => sample === 0);

describe('the tone of a ringing telephone', () => {
  test.each([
    ['hi-IN', 'in'],
    ['en-IN', 'in'],
    ['hi', 'in'],
    ['ta-IN', 'in'],
    ['en-US', 'us'],
    ['fr-CA', 'us'],
    ['en-GB', 'gb'],
    ['de-DE', 'others'],
    ['ar', 'others'],
  ])('of %s is that of its region: %s', (language, name) => {
    expect(ringbackOf(language).key).toBe(`clips/ringback-${name}.wav`);
  });

  test.each([
    ['en-US', [440, 480], [0, 2000], [2000, 6000]],
    ['en-GB', [400, 450], [600, 1000], [1000, 3000]],
    ['de-DE', [425], [0, 1000], [1000, 5000]],
  ] as const)('of %s has its frequencies, and pauses between', (language, hz, on, off) => {
    const pcm = pcmOf(language);
    const burst = between(pcm, on[0] + 20, on[1] - 20);
    const shares = hz.map((one) => shareOf(one, burst));
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeGreaterThan(0.95);
    expect(isSilent(between(pcm, off[0], off[1]))).toBe(true);
  });

  test('of India rings twice, and swings', () => {
    const pcm = pcmOf('en-IN');
    expect([between(pcm, 0, 400), between(pcm, 600, 1000)].map(isSilent)).toEqual([false, false]);
    expect([between(pcm, 400, 600), between(pcm, 1000, 3000)].map(isSilent)).toEqual([true, true]);
    const burst = between(pcm, 20, 380);
    expect(shareOf(400, burst)).toBeGreaterThan(0.6);
    expect([375, 425].map((hz) => shareOf(hz, burst) > 0.1)).toEqual([true, true]);
  });

  test('lasts as long as any telephone rings, and is no louder than speech', () => {
    const { wav } = ringbackOf('en-US');
    expect(durationOfLineWav(wav())).toBe(120_000);
    expect(Math.max(...between(pcmOf('en-US'), 0, 2000))).toBeLessThan(0x7fff / 4);
    expect(isSilent(between(pcmOf('en-US'), 114_000, 116_000))).toBe(false);
  });
});
