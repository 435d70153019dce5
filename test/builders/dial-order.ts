import type * as z from 'zod';
import { dialOrder, dialRecord, type DialOrder, type DialRecord } from '../../lambda/core/calls/dial';
import { NUMBER } from './number';

/** Who is to be dialled in the tests. */
export const CALLEE = '+919822223333';
export const REFERENCE = '0f1e2d3c4b5a69788796a5b4c3d2e1f0';

export function aDialOrder(changes: Partial<z.input<typeof dialOrder>> = {}): DialOrder {
  const order = { reference: REFERENCE, carrier: 'twilio', number: NUMBER, callee: CALLEE };
  return dialOrder.parse({ ...order, purpose: 'Confirm the appointment', ...changes });
}

/** The order as it is noted: placed, and nothing told of it yet. */
export function aNotedOrder(changes: Partial<z.input<typeof dialRecord>> = {}): DialRecord {
  return dialRecord.parse({ ...aDialOrder(), askedAt: 1_767_225_600_000, state: 'placed', ...changes });
}
