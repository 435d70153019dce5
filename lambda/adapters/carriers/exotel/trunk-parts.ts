import * as z from 'zod';
import { path } from '../carrier-call';
import type { ExotelConnection } from './connection';
import { one, several } from './envelope';

const mode = z.enum(['pstn', 'flow']);
export type MappingMode = z.output<typeof mode>;

const mapping = z
  .object({
    id: z.coerce.string(),
    phone_number: z.string(),
    mode: mode.nullish(),
  })
  .transform((answer) => ({ id: answer.id, e164: answer.phone_number, mode: answer.mode ?? 'pstn' }));
/** A number on a trunk. */
export type NumberMapping = z.output<typeof mapping>;
const oneMapping = one(mapping);
const mappings = several(mapping);

const whitelistedIp = z
  .object({ id: z.coerce.string(), ip: z.string(), mask: z.coerce.number() })
  .transform(({ id, ip, mask }) => ({ id, ip, mask }));
export type WhitelistedIp = z.output<typeof whitelistedIp>;
const oneWhitelistedIp = one(whitelistedIp);
const whitelistedIps = several(whitelistedIp);

const destination = z
  .object({ id: z.coerce.string(), destination: z.string() })
  .transform((answer) => ({ id: answer.id, destination: answer.destination.replace(/^sips?:/, '') }));
export type Destination = z.output<typeof destination>;
const destinations = several(destination);

/** @throws CarrierError with status 409 where the number is on a trunk: `listMappings` tells on which. */
export function mapNumber(
  exotel: ExotelConnection,
  trunkSid: string,
  { e164, mode }: { e164: string; mode: MappingMode },
): Promise<NumberMapping> {
  const json = { phone_number: e164, mode };
  const call = { path: exotel.trunks(path`/${trunkSid}/phone-numbers`), body: { json } };
  return exotel.ask({ method: 'POST', ...call }, oneMapping);
}

export function listMappings(exotel: ExotelConnection, trunkSid: string): Promise<NumberMapping[]> {
  return exotel.list(exotel.trunks(path`/${trunkSid}/phone-numbers`), mappings);
}

export function setMappingMode(
  exotel: ExotelConnection,
  trunkSid: string,
  { id, e164, mode }: NumberMapping,
): Promise<NumberMapping> {
  const json = { phone_number: e164, mode };
  const call = { path: exotel.trunks(path`/${trunkSid}/phone-numbers/${id}`), body: { json } };
  return exotel.ask({ method: 'PUT', ...call }, oneMapping);
}

/**
 * Lets one address call through the trunk. Half of Exotel's documents take ranges, the newer half none: that a mask
 * other than 32 works is *unverified*.
 */
export function whitelistIp(exotel: ExotelConnection, trunkSid: string, ip: string): Promise<WhitelistedIp> {
  const call = { path: exotel.trunks(path`/${trunkSid}/whitelisted-ips`), body: { json: { ip, mask: 32 } } };
  return exotel.ask({ method: 'POST', ...call }, oneWhitelistedIp);
}

export function listWhitelistedIps(exotel: ExotelConnection, trunkSid: string): Promise<WhitelistedIp[]> {
  return exotel.list(exotel.trunks(path`/${trunkSid}/whitelisted-ips`), whitelistedIps);
}

/**
 * Adds where the trunk's calls go. One at a time, so that no request succeeds by half.
 *
 * @param address as in `….voiceconnector.chime.aws:5061;transport=tls`. One with an IP address must be whitelisted
 * before; a host name need not.
 */
export async function addDestination(
  exotel: ExotelConnection,
  trunkSid: string,
  address: string,
): Promise<void> {
  const json = { destinations: [{ destination: address }] };
  const call = { path: exotel.trunks(path`/${trunkSid}/destination-uris`), body: { json } };
  await exotel.ask({ method: 'POST', ...call }, destinations);
}

export function listDestinations(exotel: ExotelConnection, trunkSid: string): Promise<Destination[]> {
  return exotel.list(exotel.trunks(path`/${trunkSid}/destination-uris`), destinations);
}
