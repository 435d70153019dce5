import { createHash } from 'node:crypto';
import type { Clock, SpeechToText } from '../../lambda/core/ports';
import { durationOfLineWav } from '../../lambda/core/speech/wav';

/** What the recogniser writes for speech whose words nobody told it. */
export const UNTOLD = /^\(speech of [\d.]+ s\)$/;

/**
 * A recogniser that works offline because it is told what a recording says. Speech that it was not told about,
 * as from a real microphone, it notices and measures, and owns that it can't tell the words.
 */
export class SimRecogniser implements SpeechToText {
  private readonly told = new Map<string, string>();

  constructor(
    private readonly clock: Clock,
    private readonly takesMs: number,
  ) {}

  tell(wav: Uint8Array, text: string): void {
    this.told.set(fingerprint(wav), text);
  }

  async transcribe({ wav, signal }: { wav: Uint8Array; signal: AbortSignal }): Promise<{ text: string }> {
    await this.clock.sleep(this.takesMs, signal);
    signal.throwIfAborted();
    const seconds = (durationOfLineWav(wav) / 1000).toFixed(1);
    return { text: this.told.get(fingerprint(wav)) ?? `(speech of ${seconds} s)` };
  }
}

function fingerprint(wav: Uint8Array): string {
  return createHash('sha256').update(wav).digest('hex');
}
