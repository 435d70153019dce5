import { BlockList, isIPv4 } from 'node:net';

/**
 * IPv4 networks that no carrier can call from (IANA's special-purpose registry). Those set aside for documentation
 * are missing on purpose: in tests they stand for public ones.
 */
const NOT_PUBLIC: readonly [address: string, bits: number][] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
];

const notPublic = new BlockList();
for (const [address, bits] of NOT_PUBLIC) notPublic.addSubnet(address, bits, 'ipv4');

/** A network of 1 to 32 public addresses, written by its first one. */
export function isPublicCidr(text: string): boolean {
  const [, address = '', last, bits] = /^((?:\d{1,3}\.){3}(\d{1,3}))\/(2[7-9]|3[0-2])$/.exec(text) ?? [];
  if (!isIPv4(address)) return false;
  const size = 2 ** (32 - Number(bits));
  return Number(last) % size === 0 && !notPublic.check(address, 'ipv4');
}
