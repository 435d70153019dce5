import * as z from 'zod';
import { path } from '../carrier-call';
import { CallNotAllowedError, isNotThere } from '../carrier-error';
import type { ExotelConnection } from './connection';
import { one, several } from './envelope';

/** As in `trmum1f708622631150902801a1n`. */
const SID = /^trm[A-Za-z0-9]{1,64}$/;

const trunk = z
  .object({
    trunk_sid: z.string().regex(SID),
    trunk_name: z.string(),
    status: z.string().nullish(),
    domain_name: z.string().nullish(),
  })
  .transform((answer) => ({
    sid: answer.trunk_sid,
    name: answer.trunk_name,
    active: answer.status === 'active',
    domainName: answer.domain_name ?? undefined,
  }));
export type ExotelTrunk = z.output<typeof trunk>;
const oneTrunk = one(trunk);
const trunks = several(trunk);

/**
 * Makes a trunk. What is put on one comes off only with the whole trunk, so that each stack has one of its own.
 *
 * @param name at most 16 letters, digits and underscores; unique in the account.
 * @throws CarrierError with status 409 where the name is taken.
 */
export function createTrunk(exotel: ExotelConnection, name: string): Promise<ExotelTrunk> {
  const json = {
    trunk_name: name,
    nso_code: 'ANY-ANY',
    domain_name: `${exotel.accountSid}.pstn.exotel.com`,
  };
  return exotel.ask({ method: 'POST', path: exotel.trunks([]), body: { json } }, oneTrunk);
}

export function listTrunks(exotel: ExotelConnection): Promise<ExotelTrunk[]> {
  return exotel.list(exotel.trunks([]), trunks);
}

export function readTrunk(exotel: ExotelConnection, sid: string): Promise<ExotelTrunk> {
  return exotel.ask({ method: 'GET', path: exotel.trunks(path`/${sid}`) }, oneTrunk);
}

/** Gives a trunk the number that its outbound calls show: all of a trunk that can be changed. */
export async function setCallerId(exotel: ExotelConnection, sid: string, e164: string): Promise<void> {
  const json = { settings: [{ name: 'trunk_external_alias', value: e164 }] };
  await exotel.send({ method: 'POST', path: exotel.trunks(path`/${sid}/settings`), body: { json } });
}

/** With its mappings, addresses and destinations. The numbers stay in the account. What is gone is deleted. */
export async function deleteTrunk(exotel: ExotelConnection, sid: string): Promise<void> {
  // The sid stands in the query, where the guard reads no values: what is no sid must not go out.
  if (!SID.test(sid)) throw new CallNotAllowedError('exotel: DELETE of trunks needs the sid of one');
  try {
    await exotel.send({ method: 'DELETE', path: exotel.trunks([]), query: { trunk_sid: sid } });
  } catch (error) {
    if (!isNotThere(error)) throw error;
  }
}
