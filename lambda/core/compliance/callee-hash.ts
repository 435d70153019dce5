import * as z from 'zod';

/** A callee as records keep them that need no plain number: 64 hexadecimal digits. */
export const calleeHash = z
  .string()
  .regex(/^[0-9a-f]{64}$/, 'must be the hash of a number: 64 hexadecimal digits')
  .describe('Keyed hash of the number of a callee.');

/** Makes the hash by which consent, scrub, opt-out and decision records name a callee. */
export interface CalleeHash {
  /**
   * The same number has the same hash for as long as the stack's key lives.
   *
   * @param number E.164.
   * @throws InvalidInputError when it is not: another spelling would be another callee.
   */
  of(number: string): Promise<string>;
}
