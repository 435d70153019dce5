import * as z from 'zod';
import { identifier } from '../agents/identifier';
import { numberSettings, type NumberRecord } from '../numbers/number';
import { dltRecord } from '../numbers/dlt';
import { e164 } from '../numbers/e164';
import { inspectNumber } from '../numbers/number-plan';
import type { NativeCarrier } from '../carriers/settings';
import { calleeHash } from './callee-hash';
import carrierCountries from './carrier-countries.json';
import { consentRecord } from './consent';
import { outboundPurpose } from './purpose';
import { scrubRecord } from './scrub';

/**
 * All that is known before a dial. It names the callee by hash only, so that it can be kept as evidence as it is.
 * What is left out is not known, and no rule takes that for the better.
 */
export const dialFacts = z.strictObject({
  at: z.int().describe('When the call would be dialled. Milliseconds since the epoch.'),
  dial: z.string().optional().describe('The reference of the dial. Left out: of none in particular.'),
  purpose: outboundPurpose,
  callee: z.strictObject({
    hash: calleeHash,
    country: z.string().optional().describe('ISO 3166. Left out: of no country.'),
    timeZone: z.string().optional().describe('IANA zone that the callee is known to be in.'),
  }),
  number: z
    .strictObject({
      number: e164,
      status: numberSettings.shape.status.unwrap(),
      dlt: dltRecord.optional(),
    })
    .describe("The company's own number, which the callee sees."),
  carrier: z.strictObject({
    id: identifier,
    type: z.string().describe('As in vobiz.'),
    country: z
      .string()
      .optional()
      .describe('Where its route brings the call into the network: ISO 3166. Left out: not known.'),
  }),
  consents: z.array(consentRecord).optional().describe('All consents of the callee.'),
  scrub: scrubRecord.optional(),
  optOut: z
    .union([z.literal('none'), z.strictObject({ at: z.int() })])
    .optional()
    .describe('none: it was looked up, and there is none.'),
  dials: z
    .array(z.int())
    .optional()
    .describe(
      'When dials to the callee were allowed, in the last 30 days at least. Milliseconds since the epoch.',
    ),
});
export type DialFacts = z.infer<typeof dialFacts>;

/** How far back `DialFacts.dials` has to reach. */
export const DIALS_SINCE_MS = 30 * 86_400_000;

/**
 * @param callee E.164. @param hash of it.
 * @param timeZone that they are known to be in.
 */
export function calleeFacts(callee: string, hash: string, timeZone?: string): DialFacts['callee'] {
  const { country } = inspectNumber(callee);
  return { hash, ...(country && { country }), ...(timeZone && { timeZone }) };
}

/** @param settings of the carrier; only what tells its route. */
export function carrierFacts(
  id: string,
  settings: { type: NativeCarrier; cluster?: string | undefined },
): DialFacts['carrier'] {
  const { type } = settings;
  const countries: Readonly<Record<string, string>> = carrierCountries.routes[type];
  const country = countries[settings.cluster ?? 'standard'];
  return { id, type, ...(country && { country }) };
}

export function numberFacts({ number, status, dlt }: NumberRecord): DialFacts['number'] {
  return { number, status, ...(dlt && { dlt }) };
}
