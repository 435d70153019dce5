import type { Policy } from '../agents/policy';
import type { ReplyNext, ReplyPart, TurnInput } from '../calls/records';
import type { Refusal } from '../numbers/admission';

/** What can happen to a conversation, in words that no media plane owns. `at` is milliseconds since the epoch. */
export type Happening = { at: number } & (
  | { type: 'arrived'; policy: Policy }
  | { type: 'turned-away'; refusal: Refusal; policy: Policy }
  /** The caller has said something, or at least the line was recorded. */
  | { type: 'heard'; input: Extract<TurnInput, { kind: 'recording' }> }
  /** What was recorded held no speech. */
  | { type: 'silent'; ms: number }
  /** What was recorded ends in the middle of something. */
  | { type: 'unfinished' }
  | { type: 'pressed'; digits: string }
  /** More of the reply is ready: `parts` follow those already played; `next` is set when it is complete. */
  | { type: 'replied'; parts: ReplyPart[]; next?: ReplyNext }
  /** The reply is not ready yet. */
  | { type: 'waited' }
  /** What was to be played has been heard, or a hold is over. */
  | { type: 'played' }
  | { type: 'transferred' }
  | { type: 'failed'; what: Failing; reason: string }
  /** The call has reached its longest time. */
  | { type: 'expired' }
  /** An operator asks for the end of the call. */
  | { type: 'dismissed' }
  | { type: 'hung-up'; by: 'caller' | 'human'; code?: number }
);
export type HappeningType = Happening['type'];
export type Failing = 'play' | 'listen' | 'reply' | 'transfer' | 'answer';

export type HappeningOf<T extends HappeningType> = Extract<Happening, { type: T }>;

export const HAPPENINGS = [
  'arrived',
  'turned-away',
  'heard',
  'silent',
  'unfinished',
  'pressed',
  'replied',
  'waited',
  'played',
  'transferred',
  'failed',
  'expired',
  'dismissed',
  'hung-up',
] as const satisfies readonly HappeningType[];
