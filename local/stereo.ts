import { WaveFile } from 'wavefile';
import { LINE_RATE } from '../lambda/core/speech/wav';

/** A call as a WAV file of two channels: caller left, agent right. */
export function stereoWav({ caller, agent }: { caller: Int16Array; agent: Int16Array }): Uint8Array {
  const file = new WaveFile();
  file.fromScratch(2, LINE_RATE, '16', [caller, agent]);
  return file.toBuffer();
}
