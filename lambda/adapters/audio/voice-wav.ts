import { ProviderError } from '../../core/errors';
import { wavOfLine } from '../../core/speech/wav';
import { levelled } from './level';
import { readable, toLinePcm } from './line-pcm';
import type { Sound } from './read-wav';

/**
 * Makes line audio (8 kHz, 16-bit, mono, WAV) at the loudness of all voices of a WAV file that a provider
 * spoke.
 *
 * @throws ProviderError of kind `nonsense` when it cannot be read, is cut off, or holds no sound.
 */
export function voiceWav(wav: Uint8Array, provider: string): Uint8Array {
  const { whole, ...sound } = readable(wav, provider);
  if (whole) return voiceOf(sound, provider);
  throw new ProviderError(provider, 'nonsense', 'its audio is cut off: less came than its header promises');
}

/**
 * As {@link voiceWav}, of samples without a header: 16-bit, little-endian, mono.
 *
 * @param rate samples a second.
 */
export function voiceWavOfPcm(pcm: Uint8Array, rate: number, provider: string): Uint8Array {
  const view = new DataView(pcm.buffer, pcm.byteOffset, pcm.byteLength);
  // Half a sample at the end is left out: servers that cut their stream into pieces may add a byte.
  const samples = Float32Array.from(
    { length: Math.floor(pcm.byteLength / 2) },
    (_, i) => view.getInt16(i * 2, true) / 0x8000,
  );
  return voiceOf({ samples, rate }, provider);
}

function voiceOf(sound: Sound, provider: string): Uint8Array {
  const pcm = levelled(toLinePcm(sound));
  if (pcm) return wavOfLine(pcm);
  throw new ProviderError(provider, 'nonsense', 'it sent no sound');
}
