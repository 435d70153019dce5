import type { ReplyNext } from '../../calls/records';
import type { PhraseName } from '../../speech/phrases';
import type { Command, Effect } from '../commands';
import type { HappeningOf } from '../happenings';
import type { Conversation } from '../state';
import { askForDigits } from './collecting';
import { recover } from './failing';
import { watchKeys } from './keying';
import { settle } from './settling';
import { end, listenFor, policyIn, say, type Step } from './step';
import { transfer } from './transferring';

const HOLD_MS = 200;
/** From one filler to the next, their words among it: who hears nothing for longer takes the line for dead. */
const FILLER_AGAIN_MS = 5000;

export function speak(before: Conversation, happening: HappeningOf<'replied'>): Step {
  const { conversation, effects, step } = settle(before, happening);
  const { commands, to, effects: more = [] } = step ?? sayReply(conversation, happening);
  return { to: { ...conversation, ...to }, commands, effects: [...effects, ...more] };
}

function sayReply(conversation: Conversation, { parts, next, at }: HappeningOf<'replied'>): Step {
  const partsPlayed = conversation.partsPlayed + parts.length;
  const play: Command[] = parts.length > 0 ? [{ type: 'play', parts }] : [];
  const speakingUntil = at + parts.reduce((sum, { durationMs }) => sum + durationMs, 0);
  if (!next) {
    return {
      to: { phase: 'speaking', partsPlayed, waitingSince: speakingUntil, speakingUntil, fillerSaidAt: 0 },
      commands: [...watchKeys(conversation), ...play],
    };
  }
  const replied = {
    ...conversation,
    partsPlayed,
    speakingUntil,
    replied: true,
    silentSince: 0,
    reprompts: 0,
  };
  return follow(replied, next, play, at);
}

/** The reply is late: say so now and then, hold the line in short pieces in between, and in the end give up. */
export function hold(conversation: Conversation, { at }: HappeningOf<'waited'>): Step {
  const policy = policyIn(conversation);
  if (at - conversation.waitingSince >= policy.limits.replySeconds * 1000) {
    return recover(conversation, {
      type: 'failed',
      what: 'reply',
      reason: 'the reply took too long',
      at,
    });
  }
  if (at >= fillerDueAt(conversation)) {
    const phrase: PhraseName = conversation.fillerSaidAt === 0 ? 'filler' : 'filler-again';
    return { to: { fillerSaidAt: at }, commands: [say(policy, policy.phrases[phrase])] };
  }
  return { commands: [{ type: 'hold', ms: HOLD_MS }] };
}

function fillerDueAt(conversation: Conversation): number {
  const { waitingSince, fillerSaidAt } = conversation;
  if (fillerSaidAt > 0) return fillerSaidAt + FILLER_AGAIN_MS;
  return waitingSince + policyIn(conversation).limits.fillerAfterSeconds * 1000;
}

export function keepWaiting(conversation: Conversation, { at }: { at: number }): Step {
  return { effects: [awaitReply(conversation, at)] };
}

/** Looks for the reply until the next filler is due, or until it is given up. */
export function awaitReply(conversation: Conversation, at: number): Effect {
  const givenUpAt = conversation.waitingSince + policyIn(conversation).limits.replySeconds * 1000;
  const forMs = Math.min(fillerDueAt(conversation), givenUpAt) - at;
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
        commands: [...(wordless ? [] : watchKeys(replied)), ...play, listenFor(policy, replied, at)],
      };
    case 'end':
      return end(replied, wordless ? [say(policy, policy.phrases.goodbye)] : play, 'agent-ended', at);
    case 'opted-out':
      return end(replied, [say(policy, policy.phrases['opted-out'])], 'agent-ended', at);
    case 'transfer': {
      const words = wordless ? [say(policy, policy.phrases.transferring)] : play;
      return transfer({ ...replied, fallingBack: false }, next, words);
    }
    case 'collect':
      return askForDigits(replied, next, wordless ? [say(policy, policy.phrases['key-digits'])] : play);
    case 'send-digits': {
      const { digits } = next;
      return {
        to: { ...replied, phase: 'listening' },
        commands: [...play, { type: 'send-digits', digits }, listenFor(policy, replied, at)],
      };
    }
  }
}
