import type { Finding } from './finding';

/** What a number's record says of it, where it has one. */
export interface Residency {
  readonly dlt?: { readonly mediaMustStayInIndia?: boolean };
}

/**
 * Amazon Chime has no region in India (its regions: lib/endpoint/chime-regions.json), so the audio of a call to an
 * Indian number leaves the country. An error where the number's record forbids that.
 */
export function residencyFaults(e164: string, { dlt }: Residency): Finding[] {
  if (!isIndian(e164) || !dlt?.mediaMustStayInIndia) return [];
  const message =
    'cannot be kept: Amazon Chime has no region in India, so calls would leave the country. Keep this number ' +
    'off this endpoint, or set it to false if your carrier and your lawyer agree';
  return [{ path: ['dlt', 'mediaMustStayInIndia'], message }];
}

/** One warning for all Indian numbers of a config, at the first of them. */
export function residencyWarnings(numbers: Iterable<string>): Finding[] {
  const indian = [...numbers].filter(isIndian);
  if (indian.length === 0) return [];
  const others = indian.length === 1 ? '' : `, like ${indian.length - 1} more`;
  return [{ path: ['numbers', indian[0]!], message: `is Indian${others}: ${LEAVES_INDIA}` }];
}

export function isIndian(e164: string): boolean {
  return e164.startsWith('+91');
}

export const LEAVES_INDIA =
  'Amazon Chime has no region in India, so the audio of these calls leaves the country, at best to Singapore ' +
  '(ap-southeast-1). Ask your carrier whether it may';
