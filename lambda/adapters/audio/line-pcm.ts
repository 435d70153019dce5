import { ProviderError } from '../../core/errors';
import { LINE_RATE } from '../../core/speech/wav';
import { readWav, UnreadableAudio, type Sound } from './read-wav';
import { resample } from './resample';

/**
 * Reads any WAV file as line audio (8 kHz, 16-bit, mono), without a header.
 *
 * @param source whose audio it is, for the error: a provider, or the recording of a call.
 * @throws ProviderError of kind `nonsense` when it cannot be read.
 */
export function linePcmOf(wav: Uint8Array, source: string): Int16Array {
  return toLinePcm(readable(wav, source));
}

/** As {@link readWav}, with the error of {@link linePcmOf}. */
export function readable(wav: Uint8Array, source: string): ReturnType<typeof readWav> {
  try {
    return readWav(wav);
  } catch (error) {
    if (!(error instanceof UnreadableAudio)) throw error;
    throw new ProviderError(source, 'nonsense', `its audio cannot be used: ${error.message}`, {
      cause: error,
    });
  }
}

/** Makes line audio of any sound. What is too loud is clipped. */
export function toLinePcm({ samples, rate }: Sound): Int16Array {
  const line = resample(samples, rate, LINE_RATE);
  const pcm = new Int16Array(line.length);
  line.forEach((sample, i) => (pcm[i] = Math.max(-0x8000, Math.min(0x7fff, Math.round(sample * 0x8000)))));
  return pcm;
}
