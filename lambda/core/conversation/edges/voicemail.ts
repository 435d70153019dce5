import type { Conversation } from '../state';
import { end, policyIn, say, type Step } from './step';

/** A mailbox has taken a call of ours, and has just fallen silent. */
export function leaveMessage(conversation: Conversation, { at }: { at: number }): Step {
  const policy = policyIn(conversation);
  const { voicemail = 'hang-up' } = policy;
  const words = voicemail === 'hang-up' ? [] : [say(policy, voicemail.say)];
  return end({}, words, 'voicemail', at);
}
