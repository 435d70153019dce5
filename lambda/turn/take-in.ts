import type { TurnRecord } from '../core/calls/records';
import type { SpeechToText } from '../core/ports';
import { idsOf, type Conversing } from './conversing';
import { hear, type Heard } from './hear';
import { answeredBy, isMailbox } from './mailbox';
import { understand, type Understood } from './understand';

/** What is to be answered. */
export interface TakenIn {
  /** The turns before, oldest first. */
  earlier: TurnRecord[];
  /** Set when the caller has gone over to another language of the agent's. */
  language?: string;
}

/**
 * Hears what the caller gave and notes it.
 *
 * @returns undefined where there is nothing to answer (silence, half a sentence, a mailbox, a plain yes to being
 * recorded): the turn is finished then.
 */
export async function takeIn(conversing: Conversing, stt: SpeechToText): Promise<TakenIn | undefined> {
  const { job, turn, deps } = conversing;
  const [taken, carrier, history] = await Promise.all([
    listen(conversing, stt),
    answeredBy(job, deps),
    deps.store.listTurns(job.callId),
  ]);
  turn.reached('heard');
  const earlier = history.filter((one) => one.turn < job.turn);
  const { heard, does, noise, ...settled } = understandingOf(taken, conversing, earlier);
  turn.note({ heard, ...settled, ...('recordedMs' in taken && { recordedMs: taken.recordedMs }) });
  if (noise) deps.log.info('a recording was not worth hearing', { ...idsOf(job), noise });

  const mailbox = 'text' in taken && isMailbox(taken, job, carrier, earlier);
  if (mailbox) await turn.finish({ status: 'voicemail' });
  else if (does === 'consent') await turn.finish({ status: 'replied', next: { type: 'listen' } });
  else if (does !== 'answer') await turn.finish({ status: does });
  else return { earlier, ...(settled.language !== undefined && { language: settled.language }) };
  return undefined;
}

/** @returns what the caller said or keyed. */
async function listen(
  { given, agent: { language }, signal }: Conversing,
  stt: SpeechToText,
): Promise<Heard | { digits: string }> {
  return 'digits' in given ? given : hear(given.recording, language, signal, stt);
}

function understandingOf(
  taken: Heard | { digits: string },
  { agent, job }: Conversing,
  earlier: readonly TurnRecord[],
): Understood {
  if ('digits' in taken) return { heard: taken.digits, does: 'answer' };
  return understand(taken, agent, job, earlier);
}
