import * as z from 'zod';
import { identifier } from '../agents/identifier';
import { e164 } from '../numbers/e164';

/** `CALLBACK#<number> / CALL#<callId>`: a caller wants to be called back. Kept until some time after it is due. */
export const callbackRecord = z.strictObject({
  number: e164.describe('Who wants to be called.'),
  companyNumber: e164.optional().describe("The company's number that they had called."),
  agent: identifier,
  callId: z.string(),
  at: z.int().describe('When, in milliseconds since the epoch.'),
  timeZone: z.string().describe('The time zone that the caller was told the time in.'),
  note: z.string().optional().describe('What it is about, in the words of the agent.'),
  askedAt: z.int(),
  status: z.enum(['waiting', 'dialled']),
});
export type CallbackRecord = z.infer<typeof callbackRecord>;

/** Callers who want to be called back. */
export interface Callbacks {
  /**
   * Notes a callback; another one of the same call, which has not been dialled, gives way to it.
   *
   * @returns false when the one of this call has been dialled already.
   */
  save(record: CallbackRecord): Promise<boolean>;
}
