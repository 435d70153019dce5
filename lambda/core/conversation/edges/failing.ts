import type { Policy } from '../../agents/policy';
import type { Failing, HappeningOf } from '../happenings';
import type { Conversation } from '../state';
import { recordOn } from './collecting';
import { cutShort } from './cut-short';
import { end, hangUp, listenFor, say, type Step } from './step';
import { transfer, transferFailed } from './transferring';

/** A failure: apologise and listen, and after too many in a row take the agent's fallback. */
export function recover(conversation: Conversation, { what, at }: HappeningOf<'failed'>): Step {
  const { policy } = conversation;
  if (!policy) return hangUp('failed', at);
  if (conversation.phase === 'transferring') return transferFailed(conversation, policy, at);
  const { to, commands = [], effects } = goOn(conversation, policy, what, at);
  const known = {
    collecting: undefined,
    deafToKeys: conversation.deafToKeys || what === 'keys',
    ...cutShort(conversation, at),
  };
  return { to: { ...known, ...to }, commands: [...recordOn(conversation), ...commands], effects };
}

function goOn(conversation: Conversation, policy: Policy, what: Failing, at: number): Step {
  const failures = conversation.failures + 1;
  if (failures >= policy.limits.failures) return fallBack({ failures }, policy, what !== 'reply', at);
  return {
    to: { phase: 'listening', failures, replied: false, silentSince: 0 },
    commands: [say(policy, policy.phrases.sorry, what !== 'reply'), listenFor(policy, conversation, at)],
  };
}

function fallBack(to: Partial<Conversation>, policy: Policy, plain: boolean, at: number): Step {
  const { fallback } = policy;
  if ('say' in fallback) return end(to, [say(policy, fallback.say, plain)], 'failed', at);
  const { transfer: number, ...way } = fallback;
  return transfer({ ...to, fallingBack: true }, { to: number, ...way }, [
    say(policy, policy.phrases.transferring, plain),
  ]);
}
