import * as z from 'zod';

/** Why an operator has suspended a number. Calls are not told. */
export const suspension = z
  .strictObject({
    reason: z.string().min(1).max(500).describe('In the words of whoever suspended it.'),
    since: z.iso.datetime().describe('When, in UTC, as in 2026-11-23T09:00:00.000Z.'),
  })
  .describe('Why and since when the number is suspended.');
export type Suspension = z.infer<typeof suspension>;
