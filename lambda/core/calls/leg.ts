import * as z from 'zod';

/** How a leg that a carrier was told to dial ended, in one vocabulary for all carriers. */
export const dialOutcome = z.enum(['completed', 'busy', 'no-answer', 'failed', 'canceled']);
export type DialOutcome = z.infer<typeof dialOutcome>;

/**
 * `LEG#<carrier>#<call> / LEG`: what a carrier says of a call before, and besides, what the endpoint knows. In the
 * key, the call stands as in a SIP header: in lower case, without punctuation.
 */
export const leg = z.strictObject({
  carrier: z.string().describe("The stack's name of it."),
  call: z.string().describe("The carrier's own id of the call."),
  number: z.string().optional().describe("The company's number, E.164."),
  caller: z.string().optional().describe('Who is at the other end: E.164, or "anonymous".'),
  answeredAt: z.int().optional().describe('When the bridge answered for the first time. Epoch milliseconds.'),
  status: z.string().optional().describe("In the carrier's words, as in ringing."),
  seconds: z.int().optional().describe('How long the call was, by the carrier.'),
  hangupCause: z.string().optional(),
  endedAt: z.int().optional(),
  dialled: dialOutcome.optional().describe('What became of the leg to the SIP endpoint.'),
  sipCode: z.int().optional().describe('The SIP response that ended the attempt to reach the endpoint.'),
});
export type Leg = z.infer<typeof leg>;
export type LegKey = Pick<Leg, 'carrier' | 'call'>;

/** What carriers tell of their calls, and what was answered to them. Single-item conditional writes only. */
export interface LegStore {
  /**
   * Notes that a call is answered, unless it was answered before.
   *
   * @returns the leg as it was noted first.
   */
  claim(leg: Required<Pick<Leg, 'carrier' | 'call' | 'number' | 'caller' | 'answeredAt'>>): Promise<Leg>;
  /**
   * Uses up a nonce of a signature.
   *
   * @param by what it was used for; the same again is a repetition, not a second use.
   * @returns false when it was used for something else.
   */
  useNonce(carrier: string, nonce: string, by: string): Promise<boolean>;
  find(key: LegKey): Promise<Leg | undefined>;
  /** Merges `changes` into the leg. A status that comes late, after the one of the end, is dropped. */
  save(changes: Partial<Leg> & LegKey): Promise<void>;
}
