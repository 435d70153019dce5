import type { Command } from './commands';
import type { Decision } from './decide';
import type { Happening } from './happenings';
import { say } from './edges/step';

/** Calls that may not last this many times the warning are too short for one. */
const WORTH_A_WARNING = 2;

/**
 * Has the agent say once that little time is left: at the first moment when it would listen with less of it than
 * the policy says, never in the middle of a reply, nor while the caller is in the middle of a sentence.
 */
export function announceTime(decision: Decision, { type, at }: Happening): Decision {
  const { conversation, commands } = decision;
  const { policy, startedAt, warned } = conversation;
  if (!policy || warned || type === 'unfinished' || commands.at(-1)?.type !== 'listen') return decision;
  const { callSeconds, warnSeconds } = policy.limits;
  const left = callSeconds * 1000 - (at - startedAt) - spokenMs(commands);
  if (left > warnSeconds * 1000 || callSeconds < warnSeconds * WORTH_A_WARNING) return decision;
  const words = say(policy, policy.phrases['time-soon']);
  return {
    ...decision,
    conversation: { ...conversation, warned: true },
    commands: [...commands.slice(0, -1), words, ...commands.slice(-1)],
  };
}

/** Of parts alone: how long stock phrases are is not known here. */
function spokenMs(commands: readonly Command[]): number {
  const parts = commands.flatMap((command) => (command.type === 'play' ? command.parts : []));
  return parts.reduce((sum, { durationMs }) => sum + durationMs, 0);
}
