import type { ReplyNext } from '../../calls/records';
import type { Command, Effect } from '../commands';
import type { HappeningOf } from '../happenings';
import type { Conversation } from '../state';
import { recover } from './failing';
import { end, listenFor, policyIn, say, type Step } from './step';
import { transfer } from './transferring';

const HOLD_MS = 200;

export function speak(conversation: Conversation, { parts, next, at }: HappeningOf<'replied'>): Step {
  const partsPlayed = conversation.partsPlayed + parts.length;
  const play: Command[] = parts.length > 0 ? [{ type: 'play', parts }] : [];
  if (!next) {
    const waitingSince = at + parts.reduce((sum, { durationMs }) => sum + durationMs, 0);
    return { to: { phase: 'speaking', partsPlayed, waitingSince, fillerSaid: false }, commands: play };
  }
  const replied = { ...conversation, partsPlayed, replied: true, silentMs: 0, reprompts: 0 };
  return follow(replied, next, play, at);
}

/** The reply is late: say so once, then hold the line in short pieces, and in the end give up. */
export function hold(conversation: Conversation, { at }: HappeningOf<'waited'>): Step {
  const policy = policyIn(conversation);
  const waited = at - conversation.waitingSince;
  if (waited >= policy.limits.replySeconds * 1000) {
    return recover(conversation, {
      type: 'failed',
      what: 'reply',
      reason: 'the reply took too long',
      at,
    });
  }
  if (!conversation.fillerSaid && waited >= policy.limits.fillerAfterSeconds * 1000) {
    return { to: { fillerSaid: true }, commands: [say(policy, policy.phrases.filler)] };
  }
  return { commands: [{ type: 'hold', ms: HOLD_MS }] };
}

export function keepWaiting(conversation: Conversation, { at }: { at: number }): Step {
  return { effects: [awaitReply(conversation, at)] };
}

/** Looks for the reply until the filler is due; once it is said, for as long as the media plane can wait. */
export function awaitReply(conversation: Conversation, at: number): Effect {
  const { limits } = policyIn(conversation);
  const patience = conversation.fillerSaid ? limits.replySeconds : limits.fillerAfterSeconds;
  const forMs = conversation.waitingSince + patience * 1000 - at;
  return {
    type: 'await-reply',
    turn: conversation.turn,
    from: conversation.partsPlayed,
    forMs: Math.max(0, forMs),
  };
}

/** What follows a reply that is complete. A reply without words of its own gets stock ones. */
function follow(replied: Conversation, next: ReplyNext, play: Command[], at: number): Step {
  const policy = policyIn(replied);
  const wordless = replied.partsPlayed === 0;
  switch (next.type) {
    case 'listen':
      return {
        to: { ...replied, phase: 'listening' },
        commands: [...play, listenFor(policy, replied, at)],
      };
    case 'end':
      return end(replied, wordless ? [say(policy, policy.phrases.goodbye)] : play, 'agent-ended', at);
    case 'transfer': {
      const words = wordless ? [say(policy, policy.phrases.transferring)] : play;
      return transfer({ ...replied, fallingBack: false }, next.to, words);
    }
  }
}
