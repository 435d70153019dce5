import { openingsFor } from '../../speech/openings';
import type { PhraseName } from '../../speech/phrases';
import type { Effect } from '../commands';
import type { HappeningOf } from '../happenings';
import type { Conversation } from '../state';
import { agree } from './recording';
import { listenFor, policyIn, say, type Step } from './step';

/** What a turn settles beside its words: the language that the conversation goes on in, and consent. */
export interface Settled {
  conversation: Conversation;
  effects: Effect[];
  /** The whole step, where the turn was about nothing else. */
  step?: Step;
}

export function settle(before: Conversation, happening: HappeningOf<'replied'>): Settled {
  const { policy, consent, next, parts, at } = happening;
  const isAnswered = next !== undefined && before.recording === 'asked';
  const conversation: Conversation = {
    ...before,
    ...(policy && { policy }),
    // Whatever the caller says first in place of a yes is no consent.
    ...(isAnswered && { recording: 'declined' }),
  };
  const effects: Effect[] = policy ? [{ type: 'prepare', texts: textsAfterSwitch(policy) }] : [];
  if (isAnswered && consent === true) return { conversation, effects, step: agree(conversation, at) };
  const isWordless = next?.type === 'listen' && before.partsPlayed + parts.length === 0;
  const phrase = isWordless ? phraseFor(happening) : undefined;
  return { conversation, effects, ...(phrase && { step: sayAndListen(conversation, phrase, at) }) };
}

function phraseFor({ policy, consent }: HappeningOf<'replied'>): PhraseName | undefined {
  if (consent === false) return 'recording-off';
  return policy && 'switched';
}

function sayAndListen(conversation: Conversation, phrase: PhraseName, at: number): Step {
  const policy = policyIn(conversation);
  return {
    to: { ...conversation, phase: 'listening', replied: true, silentSince: 0, reprompts: 0 },
    commands: [say(policy, policy.phrases[phrase]), listenFor(policy, conversation, at)],
  };
}

/** What is said right now stands first. */
function textsAfterSwitch({ phrases, language }: NonNullable<Conversation['policy']>): string[] {
  return [...new Set([phrases.switched, ...Object.values(phrases), ...openingsFor(language)])];
}
