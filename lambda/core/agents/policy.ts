import type * as z from 'zod';
import { phrasesFor, type Phrases } from '../speech/phrases';
import { limits, listening, type Agent, type Fallback } from './agent';
import { ownPhrases } from './languages';
import { fill } from './prompt';
import type { Recording } from './recording';
import { timeInWords } from './time-in-words';
import { optOutKeyOf } from './tools/opt-out';
import type { Voicemail } from './voicemail';

/** All of an agent that decides how a call goes, short of what the model says. Kept for the whole call. */
export interface Policy {
  language: string;
  greeting: string;
  phrases: Phrases;
  listening: z.infer<typeof listening>;
  limits: z.infer<typeof limits>;
  fallback: Fallback;
  /** How whole calls are recorded. Absent: not at all. */
  recording?: Recording['mode'];
  /** What is done where a mailbox answers. Absent on a call that comes in: nobody but a human makes one. */
  voicemail?: Voicemail;
  /** Pressed alone, the caller opts out by it. Absent: by no key. */
  optOutKey?: string;
}

/**
 * @param variables values for `{{variables}}`; the agent's own standard values stand behind them.
 * @param outbound whether it is a call that we make.
 */
export function policyOf(
  agent: Agent,
  variables: Readonly<Record<string, string>>,
  { outbound = false } = {},
): Policy {
  const filled = (text: string) => fill(text, { ...agent.variables, ...variables });
  const worded = phrasesFor(agent.language, ownPhrases(agent));
  const left = timeInWords(agent.limits.warnSeconds, agent.language);
  const phrases = { ...worded, 'time-soon': fill(worded['time-soon'], { left }) };
  const { voicemail = 'hang-up' } = agent;
  const optOutKey = optOutKeyOf(agent.tools);
  return {
    language: agent.language,
    greeting: filled(agent.greeting),
    phrases,
    listening: agent.listening,
    limits: agent.limits,
    fallback: agent.fallback ?? { say: phrases.trouble },
    ...(agent.recording && { recording: agent.recording.mode }),
    ...(outbound && {
      voicemail: typeof voicemail === 'string' ? voicemail : { say: filled(voicemail.say) },
    }),
    ...(optOutKey !== undefined && { optOutKey }),
  };
}

/** How a call goes that has no agent, because it is turned away. */
export function housePolicy(language: string): Policy {
  const phrases = phrasesFor(language);
  return {
    language,
    greeting: '',
    phrases,
    listening: listening.parse({}),
    limits: limits.parse({}),
    fallback: { say: phrases.trouble },
  };
}
