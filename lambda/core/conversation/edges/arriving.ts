import { SAID_TO } from '../../numbers/admission';
import type { Policy } from '../../agents/policy';
import { isNeeded, type Saying } from '../../speech/needed-phrases';
import { openingsFor } from '../../speech/openings';
import type { PhraseName } from '../../speech/phrases';
import type { Command, Effect } from '../commands';
import type { HappeningOf } from '../happenings';
import type { Conversation } from '../state';
import { opening } from './recording';
import { end, listenFor, say, type Step } from './step';
import { leaveMessage } from './voicemail';

export function greet(conversation: Conversation, { policy, machine, at }: HappeningOf<'arrived'>): Step {
  const arrived = { policy, startedAt: at };
  const listen = listenFor(policy, arrived, at);
  if (machine) return meetMailbox({ ...conversation, ...arrived }, listen, at);
  const { first, last, recording } = opening(policy);
  // A greeting may be nothing but variables, and those without a value.
  const greeting = policy.greeting.trim() === '' ? [] : [say(policy, policy.greeting)];
  const commands = [...watchInGreeting(policy), ...first, ...greeting, ...last, listen];
  return {
    to: { ...arrived, phase: 'greeting', ...(recording && { recording }) },
    commands,
    effects: [prepare(policy, commands)],
  };
}

/**
 * A key during the greeting is told only where it is watched for. Not before a question for consent, whose yes is a
 * key too: it is watched for from there on.
 */
function watchInGreeting({ optOutKey, recording }: Policy): Command[] {
  return optOutKey === undefined || recording === 'consent' ? [] : [{ type: 'watch-keys' }];
}

/** Without a greeting, which the mailbox would talk over: the message waits until it has fallen silent. */
function meetMailbox(conversation: Conversation, listen: Command, at: number): Step {
  const { policy, startedAt } = conversation;
  if (!policy?.voicemail || policy.voicemail === 'hang-up') {
    const { to, ...last } = leaveMessage(conversation, { at });
    return { to: { policy, startedAt, ...to }, ...last };
  }
  return {
    to: { policy, startedAt, phase: 'listening' },
    commands: [listen],
    effects: [prepare(policy, [])],
  };
}

export function turnAway(_: Conversation, { refusal, policy, at }: HappeningOf<'turned-away'>): Step {
  const words = policy.phrases[SAID_TO[refusal]];
  return end({ policy, startedAt: at }, [say(policy, words, true)], refusal, at);
}

/** What is said now first, then all that may have to be said. */
function prepare(policy: Policy, commands: Command[]): Effect {
  const now = commands.flatMap((command) => (command.type === 'say' ? [command.text] : []));
  const { voicemail, phrases } = policy;
  const message = typeof voicemail === 'object' ? [voicemail.say] : [];
  const later = Object.entries(phrases).filter(([name]) => isNeeded(name as PhraseName, doesWhat(policy)));
  const texts = [...now, ...message, ...later.map(([, text]) => text), ...openingsFor(policy.language)];
  return { type: 'prepare', texts: [...new Set(texts)] };
}

/** Tools are no part of a policy, so keys are asked for by every agent. */
function doesWhat({ recording, limits, optOutKey }: Policy): Saying[] {
  const warns: Saying[] = limits.warnSeconds > 0 ? ['warning'] : [];
  const optsOut: Saying[] = optOutKey === undefined ? [] : ['opt-out'];
  return ['digits', ...warns, ...optsOut, ...(recording ? [recording] : [])];
}
