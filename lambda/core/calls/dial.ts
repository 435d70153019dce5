import * as z from 'zod';
import { identifier } from '../agents/identifier';
import { variables } from '../agents/variables';
import { e164 } from '../numbers/e164';
import { dialOutcome } from './leg';

/** A call to be made through a carrier. Whether it may be made is settled before. */
export const dialOrder = z.strictObject({
  reference: z
    .string()
    .regex(/^[0-9a-f]{32}$/)
    .describe('Ours, made at random or from what must not be dialled twice: 32 hexadecimal digits.'),
  carrier: identifier.describe('The carrier of the stack that has the number.'),
  number: e164.describe("The company's own number, which the callee sees."),
  callee: e164,
  agent: identifier.optional().describe('Who speaks. Standard: the agent of the number.'),
  purpose: z.string().min(1).max(200).describe('Why the callee is called, for agent and record.'),
  variables: variables.default({}).describe("Values for the agent's prompt."),
  ringSeconds: z.int().min(5).max(120).default(30),
  limitSeconds: z.int().min(30).max(14_400).default(1800).describe('The carrier ends the call after this.'),
  detectMachine: z.boolean().default(false).describe('Whether the carrier listens for an answering machine.'),
});
export type DialOrder = z.infer<typeof dialOrder>;

/** Money of a day that is held for a call until its end is known. Amounts are millionths. */
export const reserved = z.strictObject({
  day: z.string().describe('Of UTC, as in 2026-11-23.'),
  micros: z.int().describe('The most that the call can cost.'),
  microsPerMinute: z.int().describe('What each minute costs that has begun.'),
});
export type Reserved = z.infer<typeof reserved>;

/** `DIAL#<reference> / DIAL`: kept before the carrier is asked, so that nothing is ever dialled unnoted. */
export const dialRecord = dialOrder.extend({
  askedAt: z.int().describe('Epoch milliseconds.'),
  state: z
    .enum(['asked', 'placed', 'refused', 'unclear'])
    .describe(
      'asked and unclear: nobody knows whether the carrier has dialled, until it tells of the call. It is never asked again.',
    ),
  reserved: reserved.optional(),
  call: z.string().optional().describe("The carrier's own id of the call; its leg is kept under it."),
  failure: z
    .string()
    .optional()
    .describe('Why the carrier refused, or what left it unclear; without numbers.'),
  answeredAt: z
    .int()
    .optional()
    .describe(
      'When the bridge was first asked for the answered call, by carriers that ask. Epoch milliseconds.',
    ),
  answeredBy: z.enum(['human', 'machine', 'unknown']).optional(),
  outcome: dialOutcome.optional().describe('How the call to the callee ended, by the carrier.'),
});
export type DialRecord = z.infer<typeof dialRecord>;

/** What the carrier made of an order. Where nobody knows, a `Dialler` throws instead. */
export type DialAnswer = { state: 'placed'; call: string } | { state: 'refused'; failure: string };

/** Single-item conditional writes only. */
export interface DialStore {
  /** @returns false where there is a record of this reference already: then nothing is dialled. */
  open(record: DialRecord): Promise<boolean>;
  /** Notes what came of asking, unless the carrier has told more meanwhile. */
  settle(reference: string, outcome: DialAnswer | { state: 'unclear'; failure: string }): Promise<void>;
  /**
   * Notes which call was answered, unless one was noted before.
   *
   * @returns the record with the answer that was noted first; undefined where there is no such reference.
   */
  answer(
    reference: string,
    answered: Required<Pick<DialRecord, 'call' | 'answeredAt'>>,
  ): Promise<DialRecord | undefined>;
  find(reference: string): Promise<DialRecord | undefined>;
  /** Merges `changes` into a record that is there. */
  save(changes: Partial<DialRecord> & Pick<DialRecord, 'reference'>): Promise<void>;
  /**
   * The latest dial from a number to a callee that is not older than `withinMs`, for carriers that carry no
   * reference through to the endpoint.
   */
  findLatest(
    dialled: Pick<DialRecord, 'number' | 'callee'>,
    withinMs: number,
  ): Promise<DialRecord | undefined>;
}

/** Dials through one account at a carrier. */
export interface Dialler {
  /**
   * Asks the carrier to dial, once, and to hand the answered call to the Voice Connector with the reference.
   *
   * @throws anything else than a refusal: then a telephone may be ringing.
   */
  dial(order: DialOrder): Promise<DialAnswer>;
  /**
   * Ends a call, whether it rings or is answered. One that has ended is no error.
   *
   * @throws ByonError where the carrier has no way to end a call (Exotel): there `limitSeconds` does.
   */
  hangUp(call: string): Promise<void>;
}
