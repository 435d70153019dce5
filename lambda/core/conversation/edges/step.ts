import type { Policy } from '../../agents/policy';
import type { Outcome } from '../../calls/records';
import type { Command, Effect } from '../commands';
import type { Conversation } from '../state';

/** What following an edge does: the changed part of the conversation, commands and effects. */
export interface Step {
  to?: Partial<Conversation>;
  commands?: Command[];
  effects?: Effect[];
}

export function policyIn({ policy, phase }: Conversation): Policy {
  if (!policy) throw new Error(`a conversation that is ${phase} has no policy`);
  return policy;
}

export function say(policy: Policy, text: string, plain = false): Command {
  return { type: 'say', text, language: policy.language, ...(plain ? { plain } : {}) };
}

/** Listens no longer than the call may last. */
export function listenFor(
  { listening, limits }: Policy,
  { startedAt }: Pick<Conversation, 'startedAt'>,
  at: number,
): Command {
  const left = Math.ceil(limits.callSeconds - (at - startedAt) / 1000);
  return {
    type: 'listen',
    maxSeconds: Math.max(1, Math.min(listening.maxSeconds, left)),
    silenceSeconds: listening.silenceSeconds,
    silenceThreshold: listening.silenceThreshold,
  };
}

/** Last words, then the hang-up. */
export function end(to: Partial<Conversation>, words: Command[], outcome: Outcome, at: number): Step {
  return {
    to: { ...to, phase: 'ending', outcome },
    commands: [...words, { type: 'hang-up', everyone: false }],
    effects: [{ type: 'conclude', outcome, at }],
  };
}

export function hangUp(outcome: Outcome, at: number): Step {
  return {
    to: { phase: 'ended', outcome },
    commands: [{ type: 'hang-up', everyone: true }],
    effects: [{ type: 'conclude', outcome, at }],
  };
}
