import type { Policy } from '../agents/policy';
import type { ReplyNext, ReplyPart, TurnInput } from '../calls/records';
import type { Refusal } from '../numbers/admission';

/** What can happen to a conversation, in words that no media plane owns. `at` is milliseconds since the epoch. */
export type Happening = { at: number } &
  /** On a call that we make, `machine`: its carrier says that a mailbox has answered. */
  (
    | { type: 'arrived'; policy: Policy; machine?: boolean }
    | { type: 'turned-away'; refusal: Refusal; policy: Policy }
    /** The caller has said something, or at least the line was recorded. */
    | { type: 'heard'; input: Extract<TurnInput, { kind: 'recording' }> }
    /** What was recorded held no speech. */
    | { type: 'silent'; ms: number }
    /** What was recorded ends in the middle of something. */
    | { type: 'unfinished' }
    /** Whoever has answered a call that we make is a mailbox. */
    | { type: 'voicemail' }
    | { type: 'pressed'; digits: string }
    /** Keys, told whatever the line does; those of `pressed` were waited for. */
    | { type: 'keyed'; digits: string }
    /**
     * More of the reply is ready: `parts` follow those already played; `next` is set when it is complete. `policy`:
     * the conversation goes on in its language. `consent`: the caller's plain answer to the question for it.
     */
    | { type: 'replied'; parts: ReplyPart[]; next?: ReplyNext; policy?: Policy; consent?: boolean }
    /** The reply is not ready yet. */
    | { type: 'waited' }
    /** What was to be played has been heard, or a hold is over. */
    | { type: 'played' }
    | { type: 'transferred' }
    | { type: 'failed'; what: Failing; reason: string }
    /** Recording the call as a whole could not be begun or went wrong; all else goes on. */
    | { type: 'recording-lost'; reason: string }
    /** The call has reached its longest time. */
    | { type: 'expired' }
    /** An operator asks for the end of the call. */
    | { type: 'dismissed' }
    | { type: 'hung-up'; by: 'caller' | 'human'; code?: number }
  );
export type HappeningType = Happening['type'];
export type Failing = 'play' | 'listen' | 'reply' | 'transfer' | 'answer' | 'keys';

export type HappeningOf<T extends HappeningType> = Extract<Happening, { type: T }>;

export const HAPPENINGS = [
  'arrived',
  'turned-away',
  'heard',
  'silent',
  'unfinished',
  'voicemail',
  'pressed',
  'keyed',
  'replied',
  'waited',
  'played',
  'transferred',
  'failed',
  'recording-lost',
  'expired',
  'dismissed',
  'hung-up',
] as const satisfies readonly HappeningType[];
