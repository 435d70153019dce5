import * as z from 'zod';
import { InvalidInputError } from '../errors';
import { consentRecord, type ConsentRecord, type ConsentStore } from './consent';

/** A consent as people and other systems write it: without the callee, who stands beside it. */
export const consentInput = consentRecord
  .omit({ callee: true, dial: true, revokedAt: true, capturedAt: true })
  .extend({
    capturedAt: z.iso
      .datetime({ offset: true, error: 'must be a moment with its zone, as in 2026-11-01T09:00:00+05:30' })
      .describe('When they agreed, with the zone, as in 2026-11-01T09:00:00+05:30.'),
  })
  .describe('A consent to be called.');
export type ConsentInput = z.infer<typeof consentInput>;

/** Clocks differ a little. */
const SKEW_MS = 5 * 60_000;

/** @returns what is wrong with the time of a consent, if anything is. @param now milliseconds since the epoch. */
export function faultOfCapture({ capturedAt }: ConsentInput, now: number): string | undefined {
  if (Date.parse(capturedAt) <= now + SKEW_MS) return undefined;
  return 'is still to come; write when they agreed';
}

/** @param callee hash of the number. */
export function consentOf({ capturedAt, ...input }: ConsentInput, callee: string): ConsentRecord {
  return { ...input, callee, capturedAt: Date.parse(capturedAt) };
}

/**
 * Revokes a consent of a callee, or all of them.
 *
 * @param callee hash of the number.
 * @param at milliseconds since the epoch.
 * @returns the ids of those that are revoked now and were not before.
 * @throws InvalidInputError where there is no such consent.
 */
export async function revokeConsents(
  { callee, id, at }: { callee: string; id: string | undefined; at: number },
  consents: Pick<ConsentStore, 'list' | 'revoke'>,
): Promise<string[]> {
  const all = await consents.list(callee);
  const meant = all.filter((one) => id === undefined || one.id === id);
  if (id !== undefined && meant.length === 0) {
    const message = `there is no such consent; there are ${all.map((one) => one.id).join(', ') || 'none'}`;
    throw new InvalidInputError('the revocation', [{ path: 'id', message }]);
  }
  const open = meant.filter(({ revokedAt }) => revokedAt === undefined);
  for (const { id: one } of open) await consents.revoke({ callee, id: one }, at);
  return open.map((one) => one.id);
}
