import type { Effect } from '../commands';
import type { HappeningOf } from '../happenings';
import type { Conversation } from '../state';
import { cutShort } from './cut-short';
import { end, hangUp, say, type Step } from './step';

export function endForTime(conversation: Conversation, { at }: { at: number }): Step {
  const { policy } = conversation;
  if (!policy) return hangUp('time-limit', at);
  return end({}, [say(policy, policy.phrases['time-up'])], 'time-limit', at);
}

export function endOnRequest(conversation: Conversation, { at }: { at: number }): Step {
  const { policy } = conversation;
  if (!policy) return hangUp('dismissed', at);
  return end({}, [say(policy, policy.phrases.goodbye)], 'dismissed', at);
}

export function sayNoMore(conversation: Conversation, { at }: { at: number }): Step {
  return hangUp(conversation.outcome ?? 'failed', at);
}

/** The caller has left. That a human's leg has ended matters only to a call which is transferred. */
export function close(conversation: Conversation, { by, at, code }: HappeningOf<'hung-up'>): Step {
  if (by === 'human') return {};
  const outcome = conversation.outcome ?? 'caller-hung-up';
  const conclude: Effect = { type: 'conclude', outcome, at, ...(code === undefined ? {} : { code }) };
  const last = lastTurn(conversation);
  return {
    to: { phase: 'ended', outcome, ...cutShort(conversation, at), ...(last && { turn: last.turn }) },
    commands: [{ type: 'hang-up', everyone: true }],
    effects: [conclude, ...(last ? [last] : [])],
  };
}

/** Whoever presses the key to opt out and hangs up, without waiting for an answer, has opted out. */
function lastTurn({
  phase,
  digits,
  turn,
  policy,
}: Conversation): Extract<Effect, { type: 'think' }> | undefined {
  const isKeying = phase === 'digits' || phase === 'keying';
  if (!isKeying || digits === '' || digits !== policy?.optOutKey) return undefined;
  return { type: 'think', turn: turn + 1, input: { kind: 'digits', digits } };
}
