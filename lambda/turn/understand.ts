import type { Agent } from '../core/agents/agent';
import type { TurnRecord } from '../core/calls/records';
import { phrasesFor } from '../core/speech/phrases';
import { expectationOf, isUnfinished, joinParts } from '../core/speech/unfinished/unfinished';
import { noiseIn, type Noise } from '../core/speech/worth-hearing';
import type { Heard } from './hear';

/** What a recording is to the conversation. */
export interface Understood {
  /** What the caller said; empty when it was nothing. */
  heard: string;
  /** Whether to answer, to listen on because the caller said nothing, or because they have not finished. */
  does: 'answer' | 'silent' | 'unfinished';
  noise?: Noise;
}

/** More pauses than these are no pauses: the caller waits for us. */
const MOST_PAUSES = 2;

/**
 * Makes out what the caller means by a recording: noise is nothing, and a sentence that is not over waits for
 * its rest. Whoever falls silent after half a sentence is answered to that half.
 *
 * @param earlier the turns before, oldest first.
 */
export function understand(
  { text, voicedMs }: Heard,
  agent: Pick<Agent, 'language' | 'phrases' | 'listening'>,
  greeting: string,
  earlier: readonly TurnRecord[],
): Understood {
  const said = lastSaid(greeting, earlier);
  const justSaid = [said, ...Object.values(phrasesFor(agent.language, agent.phrases))];
  const noise = text === '' ? undefined : noiseIn({ text, voicedMs, justSaid });
  const heard = noise ? '' : text;
  const begun = partsBefore(earlier);
  const found = { heard, ...(noise && { noise }) };
  if (heard === '') return { ...found, does: begun.length > 0 ? 'answer' : 'silent' };
  const mayGoOn = agent.listening.waitForMore && begun.length < MOST_PAUSES;
  const isOver = !mayGoOn || !isUnfinished(joinParts([...begun, heard]), agent.language, expectationOf(said));
  return { ...found, does: isOver ? 'answer' : 'unfinished' };
}

/** What the caller has begun to say in the turns right before this one. */
function partsBefore(earlier: readonly TurnRecord[]): string[] {
  const over = earlier.findLastIndex(({ status }) => status !== 'unfinished');
  return earlier.slice(over + 1).map(({ heard = '' }) => heard);
}

function lastSaid(greeting: string, earlier: readonly TurnRecord[]): string {
  const replied = earlier.findLast(({ parts }) => parts.length > 0);
  return replied ? replied.parts.map(({ text }) => text).join(' ') : greeting;
}
