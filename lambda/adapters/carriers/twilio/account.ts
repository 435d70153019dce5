import * as z from 'zod';
import type { TwilioConnection } from './connection';

const account = z
  .object({ sid: z.string(), status: z.string(), type: z.string() })
  .transform(({ sid, status, type }) => ({ sid, status, type }));

/** `status` is active, suspended or closed; `type` is Trial or Full. A trial has no SIP trunking. */
export type Account = z.output<typeof account>;

/**
 * Needs the account's auth token or a main API key: a standard key may not read accounts (403 or 401), though
 * it may do all the rest. To prove such a key, list the numbers.
 */
export function readAccount(twilio: TwilioConnection): Promise<Account> {
  return twilio.ask({ method: 'GET', path: twilio.account() }, account);
}
