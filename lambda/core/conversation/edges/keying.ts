import type { Command } from '../commands';
import type { HappeningOf } from '../happenings';
import type { Conversation } from '../state';
import { cutShort } from './cut-short';
import { beginTurn, listen } from './listening';
import { policyIn, type Step } from './step';

/** A reply ends a little later than its length tells, since each part of it takes a moment to begin. */
const TAIL_MS = 500;
/** The line may tell so late of keys that were waited for, and are known. */
const ECHO_MS = 1000;
const COMPLETE = '#';

/** Watches for keys while the agent speaks, unless the media plane refuses to. */
export function watchKeys({ deafToKeys }: Pick<Conversation, 'deafToKeys'>): Command[] {
  return deafToKeys ? [] : [{ type: 'watch-keys' }];
}

/** A key while the agent speaks: it falls silent, all that it had still to say is dropped, and the number is heard. */
export function interrupt(conversation: Conversation, happening: HappeningOf<'keyed'>): Step {
  const { phase, speakingUntil, gatheredAt } = conversation;
  const { at } = happening;
  // Where the agent is silent, whatever listens has been told of the key as well.
  const isSpeaking = phase === 'speaking' || at < speakingUntil + TAIL_MS;
  if (!isSpeaking || at < gatheredAt + ECHO_MS) return {};
  const cut = cutShort(conversation, at);
  const { to, ...rest } = keyOn({ ...conversation, ...cut, digits: '' }, happening);
  return { to: { ...cut, ...to }, ...rest };
}

export function keyOn(conversation: Conversation, { digits, at }: HappeningOf<'keyed'>): Step {
  const [keyed = '', ...rest] = (conversation.digits + digits).split(COMPLETE);
  if (rest.length > 0) return takeKeyed(conversation, keyed, at);
  const { digitGapSeconds } = policyIn(conversation).listening;
  return {
    to: { phase: 'keying', digits: keyed, silentSince: 0 },
    commands: [...watchKeys(conversation), { type: 'hold', ms: digitGapSeconds * 1000 }],
  };
}

export function finishKeying(conversation: Conversation, { at }: { at: number }): Step {
  return takeKeyed(conversation, conversation.digits, at);
}

function takeKeyed(conversation: Conversation, digits: string, at: number): Step {
  const heard = { ...conversation, gatheredAt: at, speakingUntil: 0, digits: '' };
  const { to, ...rest } =
    digits === '' ? listen(heard, { at }) : beginTurn(heard, { kind: 'digits', digits }, at);
  return { to: { gatheredAt: at, speakingUntil: 0, digits: '', ...to }, ...rest };
}
