import * as z from 'zod';
import type { DltRecord } from '../numbers/dlt';
import { e164 } from '../numbers/e164';
import { daysBetween } from './day';
import { expiriesOf, NOTICE_DAYS } from './expiries';

/** How the event is named on the bus. */
export const DLT_EXPIRING = { source: 'byon', detailType: 'DLT Expiring' } as const;

/** A registration of a number that ends soon, or has ended, as the event bus is told of it. */
export const dltExpiring = z.strictObject({
  version: z.literal(1),
  id: z.string().describe('The same when the event comes again: take each id once.'),
  number: e164,
  what: z.enum(['principalEntity', 'telemarketer']).describe("Which part of the number's `dlt`."),
  registration: z.string().describe('The 19-digit DLT identifier, which many numbers may have in common.'),
  validUntil: z.iso.date().describe('The last day on which it holds.'),
  daysLeft: z.int().describe('Below 0: it has ended.'),
});
export type DltExpiring = z.infer<typeof dltExpiring>;

/** A number, and as much of its DLT record as tells when that ends. */
export interface RegisteredNumber {
  number: string;
  dlt?: Pick<DltRecord, 'principalEntity' | 'telemarketer'> | undefined;
}

/** It is told of so many days before its end. */
const TELL_AT = [NOTICE_DAYS, 14, 7, 3, 1, 0];

/**
 * What is to be told of a number today: whatever has come to one of the days of telling since it was told last. So
 * nothing is lost when days are left out, nothing is told twice on one day, and of several days of telling the latest
 * counts. A record that comes to the registry with less time left is told of at the next of these days.
 *
 * @param today a day in India, as in 2026-11-23.
 * @param toldOn the day on which it was told last; undefined: never, so all that ends soon or has ended is told.
 */
export function expiryNewsOf(
  { number, dlt }: RegisteredNumber,
  today: string,
  toldOn: string | undefined,
): DltExpiring[] {
  return expiriesOf({ dlt }, today).flatMap(({ what, on: validUntil, daysLeft }) => {
    const leftThen = toldOn === undefined ? Infinity : daysLeft + daysBetween(toldOn, today);
    const due = TELL_AT.findLast((days) => daysLeft <= days && days < leftThen);
    if (due === undefined) return [];
    const part = PARTS[what];
    const id = `${number}/${part}/${validUntil}/${due}`;
    return [{ version: 1, id, number, what: part, registration: dlt![part]!.id, validUntil, daysLeft }];
  });
}

const PARTS = { 'principal entity': 'principalEntity', telemarketer: 'telemarketer' } as const;
