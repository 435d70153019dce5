import data from './chime-regions.json';

/** A range of addresses and the UDP ports of the audio there. */
export interface MediaRange {
  /** IPv4, as in `99.77.240.0/24`. */
  readonly cidr: string;
  /** First and last port, as in `5000-65000`. */
  readonly ports: string;
}

/** What a carrier's firewall must let through for the Voice Connectors of a region. */
export interface ChimeRegion {
  /** IPv4 ranges that SIP comes from and goes to. */
  readonly signalling: readonly string[];
  readonly media: readonly MediaRange[];
}

const REGIONS: Readonly<Record<string, ChimeRegion>> = data.regions;

/** The regions of Amazon Chime SDK Voice Connectors. */
export const CHIME_REGIONS: readonly string[] = Object.keys(REGIONS);

/** The port of SIP over UDP and TCP, and of SIP over TLS. */
export const SIP_PORTS: { readonly udp: number; readonly tcp: number; readonly tls: number } = data.ports;

/** @returns undefined where Voice Connectors cannot be. */
export function chimeRegion(region: string): ChimeRegion | undefined {
  return Object.hasOwn(REGIONS, region) ? REGIONS[region] : undefined;
}
