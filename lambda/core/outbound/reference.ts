import type { DialRequest } from './dial-request';

/** SHA-256 over the canonical JSON of a value: 64 hexadecimal digits. */
export type Digest = (value: unknown) => string;

/**
 * The reference of the dial that a request asks for: the same for the same key and callee in the same stack.
 *
 * @param callee hash of the number.
 * @returns 32 hexadecimal digits.
 */
export function referenceOf(
  { stack, callee, key }: { stack: string; callee: string; key: string },
  digest: Digest,
): string {
  return digest(['dial', stack, callee, key]).slice(0, 32);
}

/** By what two requests of one reference are told apart. It names the callee by the hash only. */
export function contentOf(
  { to: _, idempotencyKey: _key, ...request }: DialRequest,
  callee: string,
  digest: Digest,
): string {
  return digest({ ...request, callee });
}
