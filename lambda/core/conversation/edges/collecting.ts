import type { ReplyNext } from '../../calls/records';
import type { Command } from '../commands';
import type { HappeningOf } from '../happenings';
import type { Conversation } from '../state';
import { beginTurn } from './listening';
import { whileRecorded } from './recording';
import { policyIn, say, type Step } from './step';

type Asked = Extract<ReplyNext, { type: 'collect' }>;

/** Has the caller key digits. Private ones are asked for while the recording of the call rests. */
export function askForDigits(replied: Conversation, asked: Asked, words: Command[]): Step {
  const rest = asked.private ? whileRecorded(replied, 'pause') : [];
  return {
    to: { ...replied, phase: 'collecting', collecting: { ...asked, again: false } },
    commands: [...rest, ...words, askFor(replied, asked)],
  };
}

/** Nothing, or too few digits: the caller is asked once more, then the agent is told that there are none. */
export function takeDigits(conversation: Conversation, { digits, at }: HappeningOf<'pressed'>): Step {
  const asked = askedIn(conversation);
  const fits = /^\d+$/.test(digits) && digits.length >= asked.min && digits.length <= asked.max;
  if (!fits && !asked.again) return askAgain(conversation);
  const { to, effects = [] } = beginTurn(
    conversation,
    {
      kind: 'collected',
      name: asked.name,
      count: fits ? digits.length : 0,
      ...(fits && !asked.private && { digits }),
    },
    at,
  );
  return {
    to: { ...to, collecting: undefined, gatheredAt: at },
    commands: recordOn(conversation),
    effects: [...(fits && asked.private ? [keep(asked.name, digits)] : []), ...effects],
  };
}

export function askAgain(conversation: Conversation): Step {
  const policy = policyIn(conversation);
  const asked = askedIn(conversation);
  return {
    to: { collecting: { ...asked, again: true } },
    commands: [say(policy, policy.phrases['digits-again']), askFor(conversation, asked)],
  };
}

/** The recording of the call goes on where it rested for private digits. */
export function recordOn(conversation: Conversation): Command[] {
  return conversation.collecting?.private ? whileRecorded(conversation, 'resume') : [];
}

function askFor(conversation: Conversation, { max, gapSeconds }: Asked): Command {
  const firstSeconds = policyIn(conversation).listening.repromptAfterSeconds;
  return { type: 'ask-digits', max, firstSeconds, gapSeconds };
}

function keep(name: string, digits: string) {
  return { type: 'keep-digits', name, digits } as const;
}

function askedIn({ collecting, phase }: Conversation): Asked & { again: boolean } {
  if (!collecting) throw new Error(`a conversation that is ${phase} has asked for no digits`);
  return collecting;
}
