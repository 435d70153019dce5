import { ringbackOf } from '../core/speech/ringback';
import { durationOfLineWav } from '../core/speech/wav';
import type { TurnWorkerDeps } from './deps';
import { reasonOf } from './reason';

/** Makes the tone that callers of a language hear while another telephone rings for them, if it is not there yet. */
export async function renderRingback(
  language: string,
  { audio, store, log }: Pick<TurnWorkerDeps, 'audio' | 'store' | 'log'>,
): Promise<void> {
  const ringback = ringbackOf(language);
  const { key } = ringback;
  try {
    if ((await store.findClips([key])).has(key)) return;
    const wav = ringback.wav();
    await audio.write(key, wav);
    await store.saveClip(key, durationOfLineWav(wav));
  } catch (error) {
    log.error('the ringing tone could not be made', { clip: key, reason: reasonOf(error) });
  }
}
