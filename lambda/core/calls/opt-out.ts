import * as z from 'zod';
import { identifier } from '../agents/identifier';
import { e164 } from '../numbers/e164';

/** `OPTOUT#<number> / OPTOUT`: somebody does not want to be called again. Kept for ever. */
export const optOutRecord = z.strictObject({
  number: e164,
  agent: identifier.describe('The agent that was told so.'),
  companyNumber: e164.optional().describe("The company's number of that call."),
  callId: z.string(),
  at: z.int().describe('Milliseconds since the epoch.'),
  via: z.literal('voice'),
});
export type OptOutRecord = z.infer<typeof optOutRecord>;

/** Numbers that are not to be called. */
export interface OptOuts {
  /** Notes a number, unless it is noted already: the first record is the proof. */
  add(record: OptOutRecord): Promise<void>;
}
