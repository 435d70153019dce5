import ipaddr from 'ipaddr.js';

/** What a Voice Connector's list of callers takes: prefixes of 27 to 32 bits (docs: /27 to /32). */
export const WIDEST = 27;

/** @returns the range itself, or the ranges of /27 that it consists of. */
export function splitRange(cidr: string): string[] {
  const [address, prefix] = ipaddr.IPv4.parseCIDR(cidr);
  if (prefix >= WIDEST) return [cidr];
  const [a, b, c, d] = address.octets as [number, number, number, number];
  const first = a * 2 ** 24 + b * 2 ** 16 + c * 2 ** 8 + d;
  return Array.from({ length: 2 ** (WIDEST - prefix) }, (_, i) => {
    const start = first + i * 2 ** (32 - WIDEST);
    const octets = [24, 16, 8, 0].map((shift) => Math.floor(start / 2 ** shift) % 256);
    return `${octets.join('.')}/${WIDEST}`;
  });
}
