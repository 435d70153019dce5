import type { TurnInput } from '../../calls/records';
import type { PhraseName } from '../../speech/phrases';
import type { HappeningOf } from '../happenings';
import type { Conversation } from '../state';
import { agree, agreesByKey, awaitsConsent } from './recording';
import { awaitReply } from './replying';
import { end, listenFor, policyIn, say, type Step } from './step';

/** Whoever looks for the next words is given this much more silence to do so. */
const PATIENCE_SECONDS = 1;

export function listen(conversation: Conversation, { at }: { at: number }): Step {
  const policy = policyIn(conversation);
  return { to: { phase: 'listening' }, commands: [listenFor(policy, conversation, at)] };
}

export function think(conversation: Conversation, { input, at }: HappeningOf<'heard'>): Step {
  return beginTurn(conversation, input, at);
}

export function collect(conversation: Conversation, { digits, at }: HappeningOf<'pressed'>): Step {
  if (agreesByKey(conversation, digits)) return agree(conversation, at);
  const { digitGapSeconds } = policyIn(conversation).listening;
  return {
    to: { phase: 'digits', digits, silentSince: 0 },
    commands: [{ type: 'collect-digits', gapSeconds: digitGapSeconds }],
  };
}

export function thinkDigits(conversation: Conversation, { digits, at }: HappeningOf<'pressed'>): Step {
  const keyed = conversation.digits + digits;
  if (keyed === '') return listen(conversation, { at });
  const { to, ...rest } = beginTurn(conversation, { kind: 'digits', digits: keyed }, at);
  return { to: { ...to, gatheredAt: at }, ...rest };
}

/** Silence: listen on, ask again in the agent's words, and in the end say goodbye. */
export function keepListening(conversation: Conversation, { ms, at }: HappeningOf<'silent'>): Step {
  const policy = policyIn(conversation);
  const begun = conversation.silentSince || beganSilence(conversation, ms, at);
  const silentSince = Math.max(begun, conversation.fillerSaidAt);
  if (at - silentSince < policy.listening.repromptAfterSeconds * 1000) {
    return { to: { phase: 'listening', silentSince }, commands: [listenFor(policy, conversation, at)] };
  }
  if (conversation.reprompts >= policy.listening.reprompts) {
    return end({}, [say(policy, policy.phrases['goodbye-silent'])], 'no-speech', at);
  }
  const phrase: PhraseName = conversation.reprompts === 0 ? 'reprompt-1' : 'reprompt-2';
  return {
    to: { phase: 'listening', silentSince: 0, reprompts: conversation.reprompts + 1 },
    commands: [say(policy, policy.phrases[phrase]), listenFor(policy, conversation, at)],
  };
}

/** Recordings alone are not all of it: the caller hears nothing either while one of them is being looked at. */
function beganSilence({ phase, waitingSince }: Conversation, recordedMs: number, at: number): number {
  return (phase === 'thinking' ? waitingSince : at) - recordedMs;
}

/** The caller has paused in the middle of something: listen on, without a word, and with more patience. */
export function hearOut(conversation: Conversation, { at }: HappeningOf<'unfinished'>): Step {
  const policy = policyIn(conversation);
  const silenceSeconds = policy.listening.silenceSeconds + PATIENCE_SECONDS;
  const patient = { ...policy, listening: { ...policy.listening, silenceSeconds } };
  return { to: { phase: 'listening', silentSince: 0 }, commands: [listenFor(patient, conversation, at)] };
}

/** What the caller said or keyed is to be answered. */
export function beginTurn(conversation: Conversation, input: TurnInput, at: number): Step {
  const { failedTransfers, cut } = conversation;
  if (input.kind === 'digits' && agreesByKey(conversation, input.digits)) return agree(conversation, at);
  const thinking = { turn: conversation.turn + 1, partsPlayed: 0, waitingSince: at, fillerSaidAt: 0 };
  return {
    // A reply counts as a success only when the caller answers it: it may have failed to play.
    to: {
      ...thinking,
      ...(conversation.replied && { failures: 0, replied: false }),
      ...(cut && { cut: undefined }),
      phase: 'thinking',
      digits: '',
    },
    effects: [
      {
        type: 'think',
        turn: thinking.turn,
        input,
        ...(failedTransfers !== undefined && { failedTransfers }),
        ...(awaitsConsent(conversation) && { consentAsked: true }),
        ...(cut && { cut }),
      },
      awaitReply({ ...conversation, ...thinking }, at),
    ],
  };
}
