import { makeCallKey } from '../../lambda/adapters/call-key';
import { headersFor, plainHeadersFor, type Introduction } from '../../lambda/core/calls/introduction';
import { CALLER, NUMBER } from './number';

export const CARRIER_CALL = 'CA0123456789abcdef0123456789abcdef';

/** What the bridge says of a call, with the right key. */
export function anIntroduction(
  secret: string,
  expiresAt: number,
  changes: Partial<Omit<Introduction, 'key'>> = {},
): Introduction {
  const call = { number: NUMBER, caller: CALLER, call: CARRIER_CALL, ...changes };
  return { ...call, key: makeCallKey(call, expiresAt, secret) };
}

/** As headers of an INVITE, in the form of carriers that let a program name them. */
export function headersOf(introduction: Partial<Introduction>): Record<string, string> {
  return Object.fromEntries(headersFor(introduction as Introduction));
}

/** The same as Vobiz sends them. */
export function plainHeadersOf(introduction: Partial<Introduction>): Record<string, string> {
  const headers = plainHeadersFor(introduction as Introduction);
  return Object.fromEntries(headers.map(([name, value]) => [`X-VH-${name}`, value]));
}
