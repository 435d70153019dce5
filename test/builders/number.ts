import type * as z from 'zod';
import { numberRecord, type NumberRecord } from '../../lambda/core/numbers/number';

/** The number that is called in the tests. */
export const NUMBER = '+918041234567';
/** Who calls it. */
export const CALLER = '+919876543210';

export function aNumber(changes: Partial<z.input<typeof numberRecord>> = {}): NumberRecord {
  return numberRecord.parse({ number: NUMBER, agent: 'reception', ...changes });
}
