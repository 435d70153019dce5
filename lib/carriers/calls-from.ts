import ipaddr from 'ipaddr.js';
import type { Finding } from '../../lambda/core/checks/finding';
import { nearest } from '../../lambda/core/checks/nearest';
import { CARRIER_NAMES, signallingRangesOf } from './signalling-ranges';
import { splitRange, WIDEST } from './split-range';

/** Wider than this it is no carrier's signalling but a whole network. It makes 128 ranges already. */
const WIDEST_TO_SPLIT = 20;

const IPV4 = /^(\d{1,3}(?:\.\d{1,3}){3})(?:\/(\d{1,3}))?$/;

/** What became of a list of carriers and ranges. */
export interface CallsFrom {
  /** Public IPv4 ranges of /27 to /32, each once. */
  readonly cidrs: string[];
  /** What cannot be used, by its place in the list. */
  readonly faults: Finding[];
  /** What was split into several ranges, by its place in the list. */
  readonly splits: Finding[];
}

/**
 * Turns carriers and ranges into what a Voice Connector takes.
 *
 * @param entries carriers by name, as in `twilio`, and public IPv4 addresses and ranges. A place without an
 * entry is let be.
 */
export function resolveCallsFrom(entries: readonly (string | undefined)[]): CallsFrom {
  const cidrs = new Set<string>();
  const faults: Finding[] = [];
  const splits: Finding[] = [];
  for (const [i, entry] of entries.entries()) {
    if (entry === undefined) continue;
    const resolved = resolve(entry);
    if (typeof resolved === 'string') {
      faults.push({ path: [i], message: resolved });
      continue;
    }
    for (const cidr of resolved.cidrs) cidrs.add(cidr);
    if (resolved.split) splits.push({ path: [i], message: splitInWords(entry, resolved.cidrs.length) });
  }
  return { cidrs: [...cidrs], faults, splits };
}

/** @returns the ranges of an entry, or what is wrong with it. */
function resolve(entry: string): { cidrs: readonly string[]; split: boolean } | string {
  const carrier = signallingRangesOf(entry.toLowerCase());
  if (carrier) {
    if (carrier.ranges.length > 0) return { cidrs: carrier.ranges, split: false };
    return `${entry} publishes no signalling addresses; ask ${entry} which ones your trunk has and write these`;
  }
  if (ipaddr.IPv6.isValid(entry.split('/', 1)[0]!)) {
    return `${entry} is IPv6 and the list takes IPv4 only; name the carrier's IPv4 signalling addresses`;
  }
  const [, address, bits = '32'] = IPV4.exec(entry) ?? [];
  if (address === undefined) return unknownInWords(entry);
  const prefix = Number(bits);
  if (prefix > 32 || !ipaddr.IPv4.isValidFourPartDecimal(address)) {
    return `${entry} is no IPv4 range; write it as in 54.172.60.0/30`;
  }
  return resolveRange(address, prefix);
}

function resolveRange(address: string, prefix: number): { cidrs: string[]; split: boolean } | string {
  const cidr = `${address}/${prefix}`;
  const network = ipaddr.IPv4.networkAddressFromCIDR(cidr).toString();
  if (network !== address) return `${cidr} begins within a range; the range is ${network}/${prefix}`;
  if (prefix < WIDEST_TO_SPLIT) {
    const count = (2 ** (32 - prefix)).toLocaleString('en');
    return `${cidr} is ${count} addresses, far more than a carrier signals from; name its signalling addresses`;
  }
  const cidrs = splitRange(cidr);
  const closed = cidrs
    .map((piece) => ipaddr.IPv4.parseCIDR(piece)[0].range())
    .find((kind) => kind !== 'unicast');
  if (closed !== undefined) {
    return `${cidr} is not public (${closed}), so no carrier calls from it; name the carrier's public addresses`;
  }
  return { cidrs, split: cidrs.length > 1 };
}

function splitInWords(entry: string, count: number): string {
  return (
    `${entry} is split into ${count} ranges of /${WIDEST}, the widest that a Voice Connector takes; ` +
    'how many one takes is not published, so name narrower ranges if the deployment refuses them'
  );
}

function unknownInWords(entry: string): string {
  const meant = nearest(entry, CARRIER_NAMES);
  const hint =
    meant === undefined ? `carriers known by name: ${CARRIER_NAMES.join(', ')}` : `did you mean ${meant}?`;
  return `${entry} is neither a carrier known here nor an IPv4 range as in 54.172.60.0/30; ${hint}`;
}
