import { parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js/max';
import * as z from 'zod';

const STRICT = /^\+[1-9]\d{6,14}$/;

/** The shape only: a plus sign and 7 to 15 digits. What a number is, `inspectNumber` knows. */
export const e164 = z
  .string()
  .regex(STRICT, 'must be E.164: a plus sign, country code and number, as in +919876543210')
  .describe('A telephone number in E.164.');

/**
 * Reads a number as carriers and SIP headers write it: `+919876543210`, `919876543210`, `09876543210`,
 * `00919876543210`, `tel:+91…`, `<sip:+91…@host;user=phone>`.
 *
 * @param country where a number without a country code is at home (ISO 3166), as in `09876543210`.
 * @returns E.164, or undefined when the text holds no number. What is written as E.164 is taken as it is;
 * anything else has to be a possible number.
 */
export function toE164(text: string, country?: CountryCode): string | undefined {
  const user = userPart(text);
  if (STRICT.test(user)) return user;
  if (!/^[+\d][\d\s().-]*$/.test(user)) return undefined;
  const digits = user.replace(/[^\d+]/g, '');
  const candidates = digits.startsWith('00') ? [`+${digits.slice(2)}`] : [digits, `+${digits}`];
  for (const candidate of candidates) {
    if (!candidate.startsWith('+') && !country) continue;
    const parsed = parsePhoneNumberFromString(candidate, country);
    if (parsed?.isPossible() && STRICT.test(parsed.number)) return parsed.number;
  }
  return undefined;
}

/** The user part of a SIP or tel URI, with or without display name, brackets and parameters. */
function userPart(text: string): string {
  const uri = /<([^<>]*)>/.exec(text)?.[1] ?? text;
  const withoutScheme = uri.trim().replace(/^(sips?|tel):/i, '');
  const user = withoutScheme.split(/[@;?]/, 1)[0] ?? '';
  return user.replace(/%2B/gi, '+').trim();
}
