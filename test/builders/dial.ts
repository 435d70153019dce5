import type * as z from 'zod';
import { dialRecord, type DialRecord } from '../../lambda/core/calls/dial';
import { CALLER, NUMBER } from './number';

export const REFERENCE = '0123456789abcdef0123456789abcdef';
export const CALLEE = CALLER;

/** A call that was placed for a reminder. */
export function aDial(askedAt: number, changes: Partial<z.input<typeof dialRecord>> = {}): DialRecord {
  return dialRecord.parse({
    reference: REFERENCE,
    carrier: 'twilio',
    number: NUMBER,
    callee: CALLEE,
    purpose: 'a reminder of an appointment',
    variables: { appointment: 'ten' },
    askedAt,
    state: 'placed',
    call: 'CA-0123',
    ...changes,
  });
}
