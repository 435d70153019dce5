import type { Agent } from '../core/agents/agent';
import { languagesOf, ownPhrases } from '../core/agents/languages';
import type { TurnRecord } from '../core/calls/records';
import { consentIn } from '../core/speech/consent';
import { changeOfLanguage } from '../core/speech/language-of';
import { phrasesFor } from '../core/speech/phrases';
import { expectationOf, isUnfinished, joinParts } from '../core/speech/unfinished/unfinished';
import { noiseIn, type Noise } from '../core/speech/worth-hearing';
import type { Heard } from './hear';
import type { ReplyJob } from './turn';

/** What a recording is to the conversation. */
export interface Understood {
  /** What the caller said; empty when it was nothing. */
  heard: string;
  /**
   * Whether to answer, to listen on because the caller said nothing, or because they have not finished. Consent,
   * given or refused, wants no answer of the model.
   */
  does: 'answer' | 'silent' | 'unfinished' | 'consent';
  noise?: Noise;
  /** Whether the caller agreed that the call is recorded. */
  consent?: boolean;
  /** The language that the conversation goes on in, where that is another one. */
  language?: string;
}

/** More pauses than these are no pauses: the caller waits for us. */
const MOST_PAUSES = 2;

/**
 * Makes out what the caller means by a recording: noise is nothing, and a sentence that is not over waits for
 * its rest. Whoever falls silent after half a sentence is answered to that half.
 *
 * @param agent as it speaks the language of the conversation.
 * @param earlier the turns before, oldest first.
 */
export function understand(
  { text, voicedMs }: Heard,
  agent: Pick<Agent, 'language' | 'languages' | 'phrases' | 'recording' | 'listening'>,
  { greeting, consentAsked = false }: Pick<ReplyJob, 'greeting' | 'consentAsked'>,
  earlier: readonly TurnRecord[],
): Understood {
  const said = lastSaid(greeting, earlier);
  const justSaid = [said, ...Object.values(phrasesFor(agent.language, ownPhrases(agent)))];
  const noise = text === '' ? undefined : noiseIn({ text, voicedMs, justSaid });
  const heard = noise ? '' : text;
  const begun = partsBefore(earlier);
  const found = { heard, ...(noise && { noise }) };
  if (heard === '') return { ...found, does: begun.length > 0 ? 'answer' : 'silent' };
  const consent = consentAsked && begun.length === 0 ? consentIn(heard) : undefined;
  if (consent) return { ...found, does: 'consent', consent: consent === 'yes' };
  const whole = joinParts([...begun, heard]);
  const mayGoOn = agent.listening.waitForMore && begun.length < MOST_PAUSES;
  const isOver = !mayGoOn || !isUnfinished(whole, agent.language, expectationOf(said));
  if (!isOver) return { ...found, does: 'unfinished' };
  const [current = '', ...others] = languagesOf(agent);
  const language = changeOfLanguage(whole, saidBefore(earlier), current, others);
  return { ...found, does: 'answer', ...(language !== undefined && { language }) };
}

/** What the caller has begun to say in the turns right before this one. */
function partsBefore(earlier: readonly TurnRecord[]): string[] {
  const over = earlier.findLastIndex(({ status }) => status !== 'unfinished');
  return earlier.slice(over + 1).map(({ heard = '' }) => heard);
}

/** What the caller said before, and was answered to. */
function saidBefore(earlier: readonly TurnRecord[]): string | undefined {
  const spoken = ({ status, input }: TurnRecord) => status === 'replied' && input.kind === 'recording';
  return earlier.findLast(spoken)?.heard;
}

function lastSaid(greeting: string, earlier: readonly TurnRecord[]): string {
  const replied = earlier.findLast(({ parts }) => parts.length > 0);
  return replied ? replied.parts.map(({ text }) => text).join(' ') : greeting;
}
