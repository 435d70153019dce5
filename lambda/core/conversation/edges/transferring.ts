import type { Policy } from '../../agents/policy';
import { RING_SECONDS } from '../../agents/tools/transfer';
import type { ReplyNext } from '../../calls/records';
import type { Command } from '../commands';
import type { HappeningOf } from '../happenings';
import type { Conversation } from '../state';
import { close } from './ending';
import { end, hangUp, listenFor, say, type Step } from './step';

type Destination = Omit<Extract<ReplyNext, { type: 'transfer' }>, 'type'>;

export function transfer(
  to: Partial<Conversation>,
  { to: number, ringSeconds = RING_SECONDS, via = 'pstn', whisper }: Destination,
  words: Command[],
): Step {
  return {
    to: { ...to, phase: 'transferring', whisper: whisper?.key },
    commands: [...words, { type: 'transfer', to: number, timeoutSeconds: ringSeconds, via }],
  };
}

/**
 * The human has taken the call and is joined with the caller. What they are to know of it is played to them at
 * once; whatever becomes of that, the two stay joined.
 */
export function bridge({ whisper }: Conversation): Step {
  return {
    to: { phase: 'bridged', failures: 0, whisper: undefined },
    commands: whisper === undefined ? [] : [{ type: 'whisper', key: whisper }],
  };
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

/** Nobody took the call: back to the agent, unless the agent itself was why it was transferred. */
export function transferFailed(conversation: Conversation, policy: Policy, at: number): Step {
  if (conversation.fallingBack) return end({}, [say(policy, policy.phrases.trouble, true)], 'failed', at);
  return {
    to: {
      phase: 'listening',
      silentSince: 0,
      whisper: undefined,
      failedTransfers: (conversation.failedTransfers ?? 0) + 1,
    },
    commands: [say(policy, policy.phrases['transfer-failed']), listenFor(policy, conversation, at)],
  };
}
