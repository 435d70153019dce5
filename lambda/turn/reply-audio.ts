import type { ReplyPart } from '../core/calls/records';
import { durationOfLineWav } from '../core/speech/wav';
import { idsOf, type Conversing } from './conversing';
import { orAborted } from './deadline';
import { reasonOf } from './reason';

/** Says a text: WAV as a telephone line carries it. */
export type Say = (text: string) => Promise<Uint8Array>;

/** @param index of the sentence in the reply, from 0. */
export function makePart(text: string, index: number, conversing: Conversing, say: Say): Promise<ReplyPart> {
  return spokenAs(`part-${padded(index + 1, 2)}`, text, conversing, say);
}

/** What the human of a transfer hears. Without it the caller is connected all the same. */
export async function makeWhisper(
  text: string,
  conversing: Conversing,
  say: Say,
): Promise<ReplyPart | undefined> {
  try {
    return await spokenAs('whisper', text, conversing, say);
  } catch (error) {
    const { job, deps } = conversing;
    deps.log.warn('the summary for a human could not be spoken', { ...idsOf(job), reason: reasonOf(error) });
    return undefined;
  }
}

async function spokenAs(
  name: string,
  text: string,
  { job, signal, deps: { audio } }: Conversing,
  say: Say,
): Promise<ReplyPart> {
  const wav = await orAborted(say(text), signal);
  const key = `calls/${job.callId}/turn-${padded(job.turn, 4)}/${name}.wav`;
  await audio.write(key, wav);
  return { key, text, durationMs: durationOfLineWav(wav) };
}

function padded(count: number, digits: number): string {
  return String(count).padStart(digits, '0');
}
