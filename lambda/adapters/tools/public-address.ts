import * as ipaddr from 'ipaddr.js';

/** What is given out to the public in IPv6. All else is set aside, for networks of one's own among others. */
const GLOBAL_UNICAST = ipaddr.IPv6.parseCIDR('2000::/3');

/**
 * Whether an IP address belongs to a host of the public internet. Not so: private, shared, link-local (where
 * the metadata of AWS are), loopback, multicast, reserved and documentation addresses, and IPv6 addresses
 * that carry an IPv4 address (mapped, NAT64, 6to4, Teredo), which would lead to any of them.
 */
export function isPublicAddress(address: string): boolean {
  // A zone, as in fe80::1%eth0, means something on this machine only. And what is not written in full,
  // as 127.1 or 0x7f000001, is read differently by different readers.
  if (address.includes('%')) return false;
  if (ipaddr.IPv4.isValidFourPartDecimal(address)) return ipaddr.IPv4.parse(address).range() === 'unicast';
  if (!ipaddr.IPv6.isValid(address)) return false;
  const parsed = ipaddr.IPv6.parse(address);
  return parsed.range() === 'unicast' && parsed.match(GLOBAL_UNICAST);
}
