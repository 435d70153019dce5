import * as z from 'zod';
import type { DialRecord, Reserved } from '../calls/dial';
import type { DialOutcome } from '../calls/leg';
import { country } from '../endpoint/settings';

/** Amounts are whole millionths of the company's currency inside, so that sums are exact. */
const MICROS = 1_000_000;
const MOST = 1_000_000_000;

const amount = z
  .number()
  .min(0.000001)
  .max(MOST)
  .refine((value) => amountOf(microsOf(value)) === value, 'must have six digits after the point at most');

/** What calls may cost. */
export const spendingSettings = z
  .strictObject({
    perDay: amount.describe(
      'What the calls of a day of UTC may cost together, over all carriers, in your own currency.',
    ),
    pricePerMinute: z
      .partialRecord(country, amount)
      .describe(
        'What a minute that has begun costs to each of the countries, all that your carriers ask for it ' +
          'together, in the same currency.',
      ),
  })
  .describe('What calls may cost. Left out: nothing is counted but the calls.');
export type SpendingSettings = z.infer<typeof spendingSettings>;

/** @returns the amount in millionths. */
export function microsOf(value: number): number {
  return Math.round(value * MICROS);
}

/** @param micros millionths. @returns the amount, as settings have it. */
export function amountOf(micros: number): number {
  return micros / MICROS;
}

/** @param micros millionths. @returns as in 0.33. */
export function amountInWords(micros: number): string {
  return String(amountOf(micros));
}

/** How a dial ended, as far as it is known. */
export interface DialEnding {
  outcome: DialOutcome | 'refused';
  /** How long the call was, by the carrier. */
  seconds?: number | undefined;
  /** When it was over at the latest. Milliseconds since the epoch. */
  at: number;
}

/**
 * What of the money that was held for a call is left after it.
 *
 * @returns millionths, never less than 0: a carrier ends a call after `limitSeconds`, whatever it counts besides.
 */
export function unusedOf(record: DialRecord & { reserved: Reserved }, ending: DialEnding): number {
  const { micros, microsPerMinute } = record.reserved;
  return Math.max(0, micros - minutesOf(record, ending) * microsPerMinute);
}

/** Minutes that have begun. Where nobody tells how long a call was, it was no longer than since it was asked for. */
function minutesOf({ askedAt, answeredAt }: DialRecord, { outcome, seconds, at }: DialEnding): number {
  if (outcome === 'refused') return 0;
  if (seconds !== undefined) return Math.ceil(seconds / 60);
  if (answeredAt === undefined && UNANSWERED.includes(outcome)) return 0;
  return Math.ceil((at - askedAt) / 60_000);
}

const UNANSWERED: readonly DialOutcome[] = ['busy', 'no-answer', 'canceled'];
