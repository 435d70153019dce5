import type { DltRecord } from '../numbers/dlt';
import { addDays, daysBetween } from './day';

/** How long before its end somebody is told that a registration has to be renewed. */
export const NOTICE_DAYS = 30;

/** A registration that ends soon, or has ended. */
export interface Expiry {
  what: 'principal entity' | 'telemarketer';
  path: readonly string[];
  /** The last day on which it holds. */
  on: string;
  /** Below 0: it has ended. */
  daysLeft: number;
}

/**
 * @param today a day in India, as in 2026-11-23.
 * @returns what of the number ends within 30 days or has ended, the earliest first.
 */
export function expiriesOf(
  { dlt }: { dlt?: Pick<DltRecord, 'principalEntity' | 'telemarketer'> | undefined },
  today: string,
): Expiry[] {
  const dates = [
    { what: 'principal entity', path: ['dlt', 'principalEntity'], on: dlt?.principalEntity?.validUntil },
    { what: 'telemarketer', path: ['dlt', 'telemarketer'], on: dlt?.telemarketer?.validUntil },
  ] as const;
  return dates
    .flatMap(({ on, ...rest }) =>
      on === undefined ? [] : [{ ...rest, on, daysLeft: daysBetween(today, on) }],
    )
    .filter(({ on }) => on <= addDays(today, NOTICE_DAYS))
    .sort((a, b) => a.daysLeft - b.daysLeft);
}
