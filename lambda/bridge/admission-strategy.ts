import * as z from 'zod';
import { e164 } from '../core/numbers/e164';

/**
 * An AWS number that a Voice Connector takes as the called one whoever calls. AWS documents it for meetings
 * only, so AWS could stop that any day.
 */
export const STAND_IN_NUMBER = '+17035550122';

/**
 * How a carrier's call gets past a Voice Connector, which answers `403 Caller Id … is not valid` to an INVITE
 * that is From a stranger and To a number that Amazon Chime doesn't know.
 *
 * - `chime-number:+1…`: From is a number in Amazon Chime's inventory, the called number stays in the
 *   Request-URI. Evidence: AWS's own sample for Twilio, `chimesdk-sip-voicebot` (`<Dial callerId>` with
 *   `;secure=true`), and the fix in `amazon-chime-pstn-audio-with-amazon-lex` #340. Needs one Chime number.
 *   Not verified for Vobiz, which lets only its own numbers be shown.
 * - `stand-in`: the Request-URI has {@link STAND_IN_NUMBER}, From stays the caller. Evidence: three projects
 *   of docwho2 (to 2026), with Twilio's Elastic SIP trunks and with Asterisk; not with `<Dial><Sip>`. Needs
 *   nothing.
 */
export type AdmissionStrategy = { type: 'chime-number'; callerId: string } | { type: 'stand-in' };

/** As the environment says it: `chime-number:+17035550100` or `stand-in`. */
export const admissionStrategy = z.string().transform((text, context): AdmissionStrategy => {
  if (text === 'stand-in') return { type: 'stand-in' };
  const [name, number] = text.split(':', 2);
  const callerId = e164.safeParse(number);
  if (name === 'chime-number' && callerId.success) return { type: name, callerId: callerId.data };
  context.addIssue({
    code: 'custom',
    message: 'must be stand-in, or chime-number: followed by a number in E.164',
  });
  return z.NEVER;
});

/** The Voice Connector that carriers are told to dial. */
export interface SipTarget {
  /** Its outbound host name. */
  host: string;
  /** TLS and SRTP, because the connector takes nothing else. */
  isEncrypted: boolean;
  admission: AdmissionStrategy;
}

/** Who stands in the Request-URI for this called number. */
export function userFor(number: string, { type }: AdmissionStrategy): string {
  return type === 'stand-in' ? STAND_IN_NUMBER : number;
}
