import * as z from 'zod';
import { path } from '../carrier-call';
import type { TwilioConnection } from './connection';
import { pageOf } from './page';
import { removed } from './removed';

const trunkNumber = z
  .object({ sid: z.string(), phone_number: z.string() })
  .transform(({ sid, phone_number }) => ({ sid, e164: phone_number }));

/** A number on a trunk. `sid` is that of the number itself, `PN…`. */
export type TrunkNumber = z.output<typeof trunkNumber>;
const trunkNumbers = pageOf('phone_numbers', trunkNumber);

/**
 * Whether Twilio refuses a number that is on another trunk, or moves it, is not documented: read the number's
 * `trunkSid` before.
 */
export function attachNumber(
  twilio: TwilioConnection,
  trunkSid: string,
  numberSid: string,
): Promise<TrunkNumber> {
  const body = { form: { PhoneNumberSid: numberSid } };
  return twilio.ask({ method: 'POST', path: path`/v1/Trunks/${trunkSid}/PhoneNumbers`, body }, trunkNumber);
}

export function listTrunkNumbers(twilio: TwilioConnection, trunkSid: string): Promise<TrunkNumber[]> {
  return twilio.list({ path: path`/v1/Trunks/${trunkSid}/PhoneNumbers` }, trunkNumbers);
}

/** Takes a number off a trunk. The account keeps it. */
export function detachNumber(twilio: TwilioConnection, trunkSid: string, numberSid: string): Promise<void> {
  return removed(twilio, path`/v1/Trunks/${trunkSid}/PhoneNumbers/${numberSid}`);
}
