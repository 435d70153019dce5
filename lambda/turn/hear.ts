import { linePcmOf } from '../adapters/audio/line-pcm';
import { NotFoundError } from '../core/errors';
import type { AudioStore, Clock, SpeechToText } from '../core/ports';
import { hasSpeech, voicedMsOf } from '../core/speech/loudness';
import { BYTES_PER_MS, wavOfLine } from '../core/speech/wav';
import { orAborted } from './deadline';

export interface Heard {
  /** Empty when the caller said nothing intelligible. */
  text: string;
  recordedMs: number;
  /** How much of it is speech, or as loud. */
  voicedMs: number;
}

/** Has a recording recognised, unless it is silent. */
export async function hear(
  recording: Promise<Uint8Array>,
  language: string,
  signal: AbortSignal,
  stt: SpeechToText,
): Promise<Heard> {
  const pcm = linePcmOf(await orAborted(recording, signal), 'recording');
  const recordedMs = pcm.byteLength / BYTES_PER_MS;
  if (!hasSpeech(pcm)) return { text: '', recordedMs, voicedMs: 0 };
  const { text } = await orAborted(stt.transcribe({ wav: wavOfLine(pcm), language, signal }), signal);
  return { text: text.trim(), recordedMs, voicedMs: voicedMsOf(pcm) };
}

/** How soon after its event a recording can be read is not documented, so a missing one is asked for again. */
const READS = 5;
const BETWEEN_READS_MS = 200;

export async function readRecording(
  key: string,
  { audio, clock }: { audio: AudioStore; clock: Clock },
): Promise<Uint8Array> {
  for (let read = 1; ; read++) {
    try {
      return await audio.read(key);
    } catch (error) {
      if (!(error instanceof NotFoundError) || read === READS) throw error;
      await clock.sleep(BETWEEN_READS_MS);
    }
  }
}
