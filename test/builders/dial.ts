import type * as z from 'zod';
import { dialOrder, dialRecord, type DialOrder, type DialRecord } from '../../lambda/core/calls/dial';
import { CALLER, NUMBER } from './number';

export const REFERENCE = '0123456789abcdef0123456789abcdef';
/** Who is to be dialled in the tests. */
export const CALLEE = CALLER;

export function aDialOrder(changes: Partial<z.input<typeof dialOrder>> = {}): DialOrder {
  const order = { reference: REFERENCE, carrier: 'twilio', number: NUMBER, callee: CALLEE };
  return dialOrder.parse({ ...order, purpose: 'a reminder of an appointment', ...changes });
}

/** The order as it is noted: placed, and nothing told of it yet. */
export function aNotedOrder(changes: Partial<z.input<typeof dialRecord>> = {}): DialRecord {
  return dialRecord.parse({ ...aDialOrder(), askedAt: 1_767_225_600_000, state: 'placed', ...changes });
}

/** A call that was placed, with something for the agent to say. */
export function aDial(askedAt: number, changes: Partial<z.input<typeof dialRecord>> = {}): DialRecord {
  return aNotedOrder({ variables: { appointment: 'ten' }, askedAt, call: 'CA-0123', ...changes });
}
