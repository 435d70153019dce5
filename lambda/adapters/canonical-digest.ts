import { createHash } from 'node:crypto';
import { canonicalJson } from './canonical-json';

/** SHA-256 over the canonical JSON of a value: 64 hexadecimal digits. */
export function canonicalDigest(value: unknown): string {
  return createHash('sha256').update(canonicalJson(value)).digest('hex');
}
