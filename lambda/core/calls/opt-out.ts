import * as z from 'zod';
import { identifier } from '../agents/identifier';
import { calleeHash } from '../compliance/callee-hash';
import { e164 } from '../numbers/e164';

/** `OPTOUT#<hash> / OPTOUT`: somebody does not want to be called again. Kept for ever. */
export const optOutRecord = z.strictObject({
  callee: calleeHash,
  agent: identifier.optional().describe('The agent that was told so.'),
  companyNumber: e164.optional().describe("The company's number of that call."),
  callId: z.string().optional().describe('The call in which it was told.'),
  at: z.int().describe('Milliseconds since the epoch.'),
  via: z
    .enum(['voice', 'key', 'operator'])
    .describe('key: by the key of the agent for it; operator: noted by hand, or by another system.'),
  by: z.string().optional().describe('Of an operator: who noted it, as in user/asha.'),
});
export type OptOutRecord = z.infer<typeof optOutRecord>;

/** Callees who are not to be called. */
export interface OptOuts {
  /** Notes a callee, unless they are noted already: the first record is the proof. */
  add(record: OptOutRecord): Promise<void>;
  find(callee: string): Promise<OptOutRecord | undefined>;
}
