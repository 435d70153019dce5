import { voiceWav, voiceWavOfPcm } from '../../../../lambda/adapters/audio/voice-wav';
import { ProviderError } from '../../../../lambda/core/errors';
import { durationOfLineWav } from '../../../../lambda/core/speech/wav';
import { levelOf, tone, toPcm16, wav16, wavFile } from '../../../builders/sound';

const RATES = [8000, 16_000, 22_050, 24_000, 44_100];
const spokenAt = (rate: number, amplitude = 0.5) => toPcm16(tone(440, rate, 1000, amplitude));
const bytesOf = (pcm: Int16Array) => new Uint8Array(pcm.buffer, pcm.byteOffset, pcm.byteLength);
const pcmOf = (wav: Uint8Array) => new Int16Array(wav.slice(44).buffer);
const loudnessOf = (wav: Uint8Array) => levelOf(pcmOf(wav), 0x7fff);

function faultOf(work: () => unknown): ProviderError {
  try {
    work();
  } catch (error) {
    expect(error).toBeInstanceOf(ProviderError);
    return error as ProviderError;
  }
  throw new Error('nothing was thrown');
}

it.each(RATES)('sounds the same from a WAV file and from raw samples of %i a second', (rate) => {
  const file = voiceWav(wav16(spokenAt(rate), rate), 'voice');
  expect(Math.abs(durationOfLineWav(file) - 1000)).toBeLessThanOrEqual(1);
  expect(loudnessOf(file)).toBeCloseTo(-15, 0);
  expect(voiceWavOfPcm(bytesOf(spokenAt(rate)), rate, 'voice')).toEqual(file);
});

it('sounds as loud whoever speaks', () => {
  const loudnesses = [0.9, 0.3, 0.1].map((amplitude) =>
    loudnessOf(voiceWav(wav16(spokenAt(8000, amplitude), 8000), 'voice')),
  );
  expect(Math.max(...loudnesses) - Math.min(...loudnesses)).toBeLessThan(0.1);
});

it('leaves out half a sample at the end of raw samples', () => {
  const whole = bytesOf(spokenAt(8000));
  const odd = Uint8Array.of(...whole, 0x7f);
  expect(voiceWavOfPcm(odd, 8000, 'voice')).toEqual(voiceWavOfPcm(whole, 8000, 'voice'));
});

it('reads raw samples that lie at an odd place of a larger buffer', () => {
  const whole = bytesOf(spokenAt(8000));
  const shifted = Uint8Array.of(1, ...whole).subarray(1);
  expect(voiceWavOfPcm(shifted, 8000, 'voice')).toEqual(voiceWavOfPcm(whole, 8000, 'voice'));
});

it('refuses a WAV file that promises more than came', () => {
  const cut = wav16(spokenAt(8000), 8000).subarray(0, 12_000);
  const fault = faultOf(() => voiceWav(cut, 'voice'));
  expect(fault).toMatchObject({ provider: 'voice', kind: 'nonsense' });
  expect(fault.message).toContain('cut off');
});

it.each([0, 0xffffffff, 0x7fffffff, 0x7fffffff - 36, 0xffffffff - 44])(
  'takes a length of %i for that of a stream, which nobody knew',
  (claimedLength) => {
    const file = wavFile(bytesOf(spokenAt(8000)), { rate: 8000, bits: 16, claimedLength });
    expect(durationOfLineWav(voiceWav(file, 'voice'))).toBe(1000);
  },
);

it.each([
  ['no samples', new Int16Array(0)],
  ['silence', new Int16Array(8000)],
  ['noise of -60 dB', spokenAt(8000, 0.001)],
])('refuses %s', (_, pcm) => {
  const expected = { provider: 'voice', kind: 'nonsense', message: 'voice: it sent no sound' };
  expect(faultOf(() => voiceWav(wav16(pcm, 8000), 'voice'))).toMatchObject(expected);
  expect(faultOf(() => voiceWavOfPcm(bytesOf(pcm), 8000, 'voice'))).toMatchObject(expected);
});

it('refuses what is no WAV file', () => {
  expect(faultOf(() => voiceWav(Buffer.from('ID3'), 'voice')).message).toBe(
    'voice: its audio cannot be used: it is no WAV file',
  );
});
