import { SAID_TO } from '../../numbers/admission';
import type { HappeningOf } from '../happenings';
import type { Conversation } from '../state';
import { end, listenFor, say, type Step } from './step';

export function greet(_: Conversation, { policy, at }: HappeningOf<'arrived'>): Step {
  const { phrases } = policy;
  const opening = { policy, startedAt: at };
  // A greeting may be nothing but variables, and those without a value.
  const words = [policy.greeting].filter((text) => text.trim() !== '');
  return {
    to: { ...opening, phase: 'greeting' },
    commands: [...words.map((text) => say(policy, text)), listenFor(policy, { startedAt: at }, at)],
    effects: [{ type: 'prepare', texts: [...words, ...Object.values(phrases)] }],
  };
}

export function turnAway(_: Conversation, { refusal, policy, at }: HappeningOf<'turned-away'>): Step {
  const words = policy.phrases[SAID_TO[refusal]];
  return end({ policy, startedAt: at }, [say(policy, words, true)], refusal, at);
}
