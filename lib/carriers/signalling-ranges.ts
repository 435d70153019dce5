import data from './signalling-ranges.json';
import { splitRange } from './split-range';

/** Where a carrier's SIP requests come from. */
export interface SignallingRanges {
  /** Page of the carrier. */
  readonly source: string;
  /** Public IPv4, /27 to /32, wider ones split; empty where the carrier publishes none. */
  readonly ranges: readonly string[];
}

const CARRIERS: Readonly<Record<string, { source: string; ranges: readonly { cidr: string }[] }>> =
  data.carriers;

/** The carriers that are known by name. */
export const CARRIER_NAMES: readonly string[] = Object.keys(CARRIERS);

/** @returns undefined for a name that is no carrier's here. */
export function signallingRangesOf(carrier: string): SignallingRanges | undefined {
  if (!Object.hasOwn(CARRIERS, carrier)) return undefined;
  const { source, ranges } = CARRIERS[carrier]!;
  return { source, ranges: ranges.flatMap(({ cidr }) => splitRange(cidr)) };
}
