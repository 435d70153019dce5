import type { Policy } from '../../agents/policy';
import type { Command } from '../commands';
import type { HappeningOf } from '../happenings';
import type { Conversation } from '../state';
import { close } from './ending';
import { end, hangUp, listenFor, say, type Step } from './step';

const TRANSFER_SECONDS = 30;

export function bridge(): Step {
  return { to: { phase: 'bridged', failures: 0 } };
}

/** One of the two has left, or an operator ends it: the other leg does not end on its own. */
export function partWays(_: Conversation, { at }: { at: number }): Step {
  return hangUp('transferred', at);
}

/** While it rings: the caller gives up, or the human declines. */
export function closeTransfer(conversation: Conversation, happening: HappeningOf<'hung-up'>): Step {
  const { policy } = conversation;
  if (happening.by === 'caller' || !policy) return close(conversation, happening);
  return transferFailed(conversation, policy, happening.at);
}

export function transfer(to: Partial<Conversation>, number: string, words: Command[]): Step {
  return {
    to: { ...to, phase: 'transferring' },
    commands: [...words, { type: 'transfer', to: number, timeoutSeconds: TRANSFER_SECONDS }],
  };
}

/** Nobody took the call: back to the agent, unless the agent itself was why it was transferred. */
export function transferFailed(conversation: Conversation, policy: Policy, at: number): Step {
  if (conversation.fallingBack) return end({}, [say(policy, policy.phrases.trouble, true)], 'failed', at);
  return {
    to: { phase: 'listening', silentMs: 0 },
    commands: [say(policy, policy.phrases['transfer-failed']), listenFor(policy, conversation, at)],
  };
}
