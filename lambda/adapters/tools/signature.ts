import { createHmac } from 'node:crypto';

export const SIGNATURE_HEADER = 'X-Byon-Signature';

/**
 * The signature of a request to a tool: `t=<seconds since the epoch>,v1=<HMAC-SHA256 of "<t>.<body>", hex>`,
 * by the key that both sides know. Whoever takes the request checks it like this, over the body as it came in:
 *
 * ```js
 * const { createHmac, timingSafeEqual } = require('node:crypto');
 *
 * function isFromByon(header, body, key) {
 *   const [, t, v1] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(header ?? '') ?? [];
 *   if (!t || Math.abs(Date.now() / 1000 - Number(t)) > 300) return false;
 *   const expected = createHmac('sha256', key).update(`${t}.${body}`).digest();
 *   return timingSafeEqual(expected, Buffer.from(v1, 'hex'));
 * }
 * ```
 *
 * @param at milliseconds since the epoch.
 */
export function signatureOf(body: string, key: string, at: number): string {
  const t = Math.floor(at / 1000);
  return `t=${t},v1=${createHmac('sha256', key).update(`${t}.${body}`).digest('hex')}`;
}
