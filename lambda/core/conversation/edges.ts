import type { Policy } from '../agents/policy';
import type { Outcome, ReplyNext, TurnInput } from '../calls/records';
import { SAID_TO } from '../numbers/admission';
import type { PhraseName } from '../speech/phrases';
import type { Command, Effect } from './commands';
import type { HappeningOf } from './happenings';
import type { Conversation } from './state';

/** What following an edge does: the changed part of the conversation, commands and effects. */
export interface Step {
  to?: Partial<Conversation>;
  commands?: Command[];
  effects?: Effect[];
}

const HOLD_MS = 200;
const TRANSFER_SECONDS = 30;
/** Whoever looks for the next words is given this much more silence to do so. */
const PATIENCE_SECONDS = 1;

/**
 * Every way through a conversation, by name. Which edge a happening takes in which phase stands in `TABLE`;
 * an edge that ends in listening, thinking or hanging up always says how the caller gets there, so that no
 * path leaves a caller in silence.
 */
export const EDGES = {
  ignore,
  greet,
  turnAway,
  listen,
  think,
  collect,
  thinkDigits,
  keepListening,
  hearOut,
  speak,
  hold,
  keepWaiting,
  bridge,
  partWays,
  recover,
  endForTime,
  endOnRequest,
  sayNoMore,
  close,
  closeTransfer,
} as const;
export type EdgeName = keyof typeof EDGES;

function ignore(): Step {
  return {};
}

function greet(_: Conversation, { policy, at }: HappeningOf<'arrived'>): Step {
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

function turnAway(_: Conversation, { refusal, policy, at }: HappeningOf<'turned-away'>): Step {
  const words = policy.phrases[SAID_TO[refusal]];
  return end({ policy, startedAt: at }, [say(policy, words, true)], refusal, at);
}

function listen(conversation: Conversation, { at }: { at: number }): Step {
  const policy = policyIn(conversation);
  return { to: { phase: 'listening' }, commands: [listenFor(policy, conversation, at)] };
}

function think(conversation: Conversation, { input, at }: HappeningOf<'heard'>): Step {
  return beginTurn(conversation, input, at);
}

function collect(conversation: Conversation, { digits }: HappeningOf<'pressed'>): Step {
  const { digitGapSeconds } = policyIn(conversation).listening;
  return {
    to: { phase: 'digits', digits, silentMs: 0 },
    commands: [{ type: 'collect-digits', gapSeconds: digitGapSeconds }],
  };
}

function thinkDigits(conversation: Conversation, { digits, at }: HappeningOf<'pressed'>): Step {
  const keyed = conversation.digits + digits;
  if (keyed === '') return listen(conversation, { at });
  return beginTurn(conversation, { kind: 'digits', digits: keyed }, at);
}

/** Silence: listen on, ask again in the agent's words, and in the end say goodbye. */
function keepListening(conversation: Conversation, { ms, at }: HappeningOf<'silent'>): Step {
  const policy = policyIn(conversation);
  const silentMs = conversation.silentMs + ms;
  if (silentMs < policy.listening.repromptAfterSeconds * 1000) {
    return { to: { phase: 'listening', silentMs }, commands: [listenFor(policy, conversation, at)] };
  }
  if (conversation.reprompts >= policy.listening.reprompts) {
    return end({}, [say(policy, policy.phrases['goodbye-silent'])], 'no-speech', at);
  }
  const phrase: PhraseName = conversation.reprompts === 0 ? 'reprompt-1' : 'reprompt-2';
  return {
    to: { phase: 'listening', silentMs: 0, reprompts: conversation.reprompts + 1 },
    commands: [say(policy, policy.phrases[phrase]), listenFor(policy, conversation, at)],
  };
}

/** The caller has paused in the middle of something: listen on, without a word, and with more patience. */
function hearOut(conversation: Conversation, { at }: HappeningOf<'unfinished'>): Step {
  const policy = policyIn(conversation);
  const silenceSeconds = policy.listening.silenceSeconds + PATIENCE_SECONDS;
  const patient = { ...policy, listening: { ...policy.listening, silenceSeconds } };
  return { to: { phase: 'listening', silentMs: 0 }, commands: [listenFor(patient, conversation, at)] };
}

function speak(conversation: Conversation, { parts, next, at }: HappeningOf<'replied'>): Step {
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
function hold(conversation: Conversation, { at }: HappeningOf<'waited'>): Step {
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

function keepWaiting(conversation: Conversation, { at }: { at: number }): Step {
  return { effects: [awaitReply(conversation, at)] };
}

function bridge(): Step {
  return { to: { phase: 'bridged', failures: 0 } };
}

/** One of the two has left, or an operator ends it: the other leg does not end on its own. */
function partWays(_: Conversation, { at }: { at: number }): Step {
  return hangUp('transferred', at);
}

/** A failure: apologise and listen, and after too many in a row take the agent's fallback. */
function recover(conversation: Conversation, { what, at }: HappeningOf<'failed'>): Step {
  const { policy } = conversation;
  if (!policy) return hangUp('failed', at);
  if (conversation.phase === 'transferring') return transferFailed(conversation, policy, at);
  const failures = conversation.failures + 1;
  if (failures >= policy.limits.failures) return fallBack({ failures }, policy, what !== 'reply', at);
  return {
    to: { phase: 'listening', failures, replied: false, silentMs: 0 },
    commands: [say(policy, policy.phrases.sorry, what !== 'reply'), listenFor(policy, conversation, at)],
  };
}

function endForTime(conversation: Conversation, { at }: { at: number }): Step {
  const { policy } = conversation;
  if (!policy) return hangUp('time-limit', at);
  return end({}, [say(policy, policy.phrases['time-up'])], 'time-limit', at);
}

function endOnRequest(conversation: Conversation, { at }: { at: number }): Step {
  const { policy } = conversation;
  if (!policy) return hangUp('dismissed', at);
  return end({}, [say(policy, policy.phrases.goodbye)], 'dismissed', at);
}

function sayNoMore(conversation: Conversation, { at }: { at: number }): Step {
  return hangUp(conversation.outcome ?? 'failed', at);
}

/** The caller has left. That a human's leg has ended matters only to a call which is transferred. */
function close(conversation: Conversation, { by, at, code }: HappeningOf<'hung-up'>): Step {
  if (by === 'human') return {};
  const outcome = conversation.outcome ?? 'caller-hung-up';
  return {
    to: { phase: 'ended', outcome },
    commands: [{ type: 'hang-up', everyone: true }],
    effects: [{ type: 'conclude', outcome, at, ...(code === undefined ? {} : { code }) }],
  };
}

/** While it rings: the caller gives up, or the human declines. */
function closeTransfer(conversation: Conversation, happening: HappeningOf<'hung-up'>): Step {
  const { policy } = conversation;
  if (happening.by === 'caller' || !policy) return close(conversation, happening);
  return transferFailed(conversation, policy, happening.at);
}

function policyIn({ policy, phase }: Conversation): Policy {
  if (!policy) throw new Error(`a conversation that is ${phase} has no policy`);
  return policy;
}

function say(policy: Policy, text: string, plain = false): Command {
  return { type: 'say', text, language: policy.language, ...(plain ? { plain } : {}) };
}

/** Listens no longer than the call may last. */
function listenFor(
  { listening, limits }: Policy,
  { startedAt }: Pick<Conversation, 'startedAt'>,
  at: number,
): Command {
  const left = Math.ceil(limits.callSeconds - (at - startedAt) / 1000);
  return {
    type: 'listen',
    maxSeconds: Math.max(1, Math.min(listening.maxSeconds, left)),
    silenceSeconds: listening.silenceSeconds,
    silenceThreshold: listening.silenceThreshold,
  };
}

function beginTurn(conversation: Conversation, input: TurnInput, at: number): Step {
  const thinking = { turn: conversation.turn + 1, partsPlayed: 0, waitingSince: at, fillerSaid: false };
  return {
    // A reply counts as a success only when the caller answers it: it may have failed to play.
    to: {
      ...thinking,
      ...(conversation.replied && { failures: 0, replied: false }),
      phase: 'thinking',
      digits: '',
    },
    effects: [
      { type: 'think', turn: thinking.turn, input },
      awaitReply({ ...conversation, ...thinking }, at),
    ],
  };
}

/** Looks for the reply until the filler is due; once it is said, for as long as the media plane can wait. */
function awaitReply(conversation: Conversation, at: number): Effect {
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

function transfer(to: Partial<Conversation>, number: string, words: Command[]): Step {
  return {
    to: { ...to, phase: 'transferring' },
    commands: [...words, { type: 'transfer', to: number, timeoutSeconds: TRANSFER_SECONDS }],
  };
}

function fallBack(to: Partial<Conversation>, policy: Policy, plain: boolean, at: number): Step {
  const { fallback } = policy;
  if ('say' in fallback) return end(to, [say(policy, fallback.say, plain)], 'failed', at);
  return transfer({ ...to, fallingBack: true }, fallback.transfer, [
    say(policy, policy.phrases.transferring, plain),
  ]);
}

/** Nobody took the call: back to the agent, unless the agent itself was why it was transferred. */
function transferFailed(conversation: Conversation, policy: Policy, at: number): Step {
  if (conversation.fallingBack) return end({}, [say(policy, policy.phrases.trouble, true)], 'failed', at);
  return {
    to: { phase: 'listening', silentMs: 0 },
    commands: [say(policy, policy.phrases['transfer-failed']), listenFor(policy, conversation, at)],
  };
}

/** Last words, then the hang-up. */
function end(to: Partial<Conversation>, words: Command[], outcome: Outcome, at: number): Step {
  return {
    to: { ...to, phase: 'ending', outcome },
    commands: [...words, { type: 'hang-up', everyone: false }],
    effects: [{ type: 'conclude', outcome, at }],
  };
}

function hangUp(outcome: Outcome, at: number): Step {
  return {
    to: { phase: 'ended', outcome },
    commands: [{ type: 'hang-up', everyone: true }],
    effects: [{ type: 'conclude', outcome, at }],
  };
}
