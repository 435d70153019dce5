import type { Policy } from '../agents/policy';
import type { Outcome } from '../calls/records';

export const PHASES = [
  /** Nothing has been said yet. */
  'arriving',
  /** The greeting is being played; listening follows it. */
  'greeting',
  'listening',
  /** The caller is keying digits. */
  'digits',
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
  fillerSaid: boolean;
  /** Silence since the caller or the agent said anything, in milliseconds. */
  silentMs: number;
  reprompts: number;
  /** Failures in a row. */
  failures: number;
  /** The caller was last given a whole reply. */
  replied: boolean;
  /** Keyed so far, when a key ended what the caller said. */
  digits: string;
  /** The transfer under way is the agent's fallback. */
  fallingBack: boolean;
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
    fillerSaid: false,
    silentMs: 0,
    reprompts: 0,
    failures: 0,
    replied: false,
    digits: '',
    fallingBack: false,
  };
}
