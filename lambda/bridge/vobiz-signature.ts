import { createHmac, timingSafeEqual } from 'node:crypto';
import type { BridgeRequest } from './http';

/** Newest first. Vobiz sends both. */
const VERSIONS = [
  { header: 'x-vobiz-signature-v3', separator: '.' },
  { header: 'x-vobiz-signature-v2', separator: '' },
] as const;

interface Signature {
  signature: string;
  nonce: string;
  separator: string;
}

/**
 * Whether Vobiz signed the request: base64 of HMAC-SHA256 over the address without its query, `.` in version
 * 3, and a nonce (vobiz.ai/docs/concepts/validating-callbacks). It does not cover the body, so the nonce has
 * to be used up together with it.
 *
 * Not verified on a live account. By that page Vobiz signs only where the callback address has credentials
 * configured on it, without a word on how that is done. A request without a signature is refused.
 */
export function isSignedByVobiz(request: BridgeRequest, authToken: string): boolean {
  const given = signatureOf(request);
  if (!given || authToken === '') return false;
  const { signature, nonce, separator } = given;
  const signed = `${request.url.split('?', 1)[0]}${separator}${nonce}`;
  const expected = createHmac('sha256', authToken).update(signed).digest();
  const actual = Buffer.from(signature, 'base64');
  return actual.length === expected.length && timingSafeEqual(actual, expected);
}

/**
 * Every nonce of the request: one signature that was taken off a request must not serve for another one while
 * its fellow is used up. `MA` stands on requests of sub-accounts, signed with the main account's token.
 */
export function noncesOfVobiz({ headers }: BridgeRequest): string[] {
  const names = ['v3', 'v2', 'ma-v3', 'ma-v2'].map((version) => `x-vobiz-signature-${version}-nonce`);
  return [...new Set(names.flatMap((name) => headers[name] ?? []))];
}

function signatureOf({ headers }: BridgeRequest): Signature | undefined {
  for (const { header, separator } of VERSIONS) {
    const signature = headers[header];
    const nonce = headers[`${header}-nonce`];
    if (signature && nonce && /^[\w-]{8,64}$/.test(nonce)) return { signature, nonce, separator };
  }
  return undefined;
}
