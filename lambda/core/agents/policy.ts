import type * as z from 'zod';
import { phrasesFor, type Phrases } from '../speech/phrases';
import { limits, listening, type Agent, type Fallback } from './agent';
import { fill } from './prompt';

/** All of an agent that decides how a call goes, short of what the model says. Kept for the whole call. */
export interface Policy {
  language: string;
  greeting: string;
  phrases: Phrases;
  listening: z.infer<typeof listening>;
  limits: z.infer<typeof limits>;
  fallback: Fallback;
}

/** @param variables values for `{{variables}}`; the agent's own standard values stand behind them. */
export function policyOf(agent: Agent, variables: Readonly<Record<string, string>>): Policy {
  const phrases = phrasesFor(agent.language, agent.phrases);
  return {
    language: agent.language,
    greeting: fill(agent.greeting, { ...agent.variables, ...variables }),
    phrases,
    listening: agent.listening,
    limits: agent.limits,
    fallback: agent.fallback ?? { say: phrases.trouble },
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
