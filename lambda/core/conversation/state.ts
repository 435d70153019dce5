import type { Policy } from '../agents/policy';
import type { Cut } from '../calls/cut';
import type { CallRecording, Outcome, ReplyNext } from '../calls/records';

export const PHASES = [
  /** Nothing has been said yet. */
  'arriving',
  /** The greeting is being played; listening follows it. */
  'greeting',
  'listening',
  /** The caller is keying digits. */
  'digits',
  /** The caller has cut the agent short with a key; more keys may follow. */
  'keying',
  /** The caller keys digits that the agent has asked for. */
  'collecting',
  /** The reply is being made; the caller hears a filler or nothing. */
  'thinking',
  /** A part of the reply is being played and more of it is to come. */
  'speaking',
  'transferring',
  /** Caller and human talk; the agent is out. */
  'bridged',
  /** The last words are being played; the hang-up follows them. */
  'ending',
  'ended',
] as const;
export type Phase = (typeof PHASES)[number];

/** Where a conversation is. Plain data: it is stored between two happenings. */
export interface Conversation {
  phase: Phase;
  startedAt: number;
  policy?: Policy;
  /** Turns begun, from 1. */
  turn: number;
  /** Parts of the current reply that were handed to the media plane. */
  partsPlayed: number;
  /** Since when the caller has been hearing nothing but fillers. */
  waitingSince: number;
  /** When the caller was last asked to wait for the current reply, in milliseconds since the epoch; 0: not yet. */
  fillerSaidAt: number;
  /** Since when neither the caller nor the agent has said anything, in milliseconds since the epoch; 0: they do. */
  silentSince: number;
  reprompts: number;
  /** Failures in a row. */
  failures: number;
  /** The caller was last given a whole reply. */
  replied: boolean;
  /** Keyed so far, when a key ended what the caller said. */
  digits: string;
  /** The transfer under way is the agent's fallback. */
  fallingBack: boolean;
  /** What the human is to hear on taking the call: the key of an audio object. */
  whisper?: string | undefined;
  /** Transfers that have come to nothing. */
  failedTransfers?: number;
  /** Until when the parts that were handed over last are being spoken, as far as their length tells. */
  speakingUntil: number;
  /** The last reply that was not heard to its end, until the next turn knows of it. */
  cut?: Cut | undefined;
  /** When keys were last waited for; later news of the same keys are none. */
  gatheredAt: number;
  /** The media plane refuses to tell of keys while the agent speaks. */
  deafToKeys: boolean;
  /** The digits that the agent has asked for. */
  collecting?: (Extract<ReplyNext, { type: 'collect' }> & { again: boolean }) | undefined;
  /** Whether the call is recorded; asked: the caller has not answered that question yet. */
  recording?: CallRecording | 'asked';
  /** The caller has been told that little time is left. */
  warned?: boolean;
  outcome?: Outcome;
}

/** @param at milliseconds since the epoch at which the call came in. */
export function newConversation(at: number): Conversation {
  return {
    phase: 'arriving',
    startedAt: at,
    turn: 0,
    partsPlayed: 0,
    waitingSince: 0,
    fillerSaidAt: 0,
    silentSince: 0,
    reprompts: 0,
    failures: 0,
    replied: false,
    digits: '',
    fallingBack: false,
    speakingUntil: 0,
    gatheredAt: 0,
    deafToKeys: false,
  };
}
