import * as z from 'zod';
import { path } from '../carrier-call';
import { AmbiguousError, CarrierError } from '../carrier-error';
import type { VobizConnection } from './connection';
import { notAsAsked, readBack } from './errors';
import { pageOf } from './page';
import { removed } from './removed';

interface CommonSettings {
  /** Holds the mark of who owns the trunk. */
  name: string;
  transport: 'udp' | 'tcp' | 'tls';
  /** SRTP only. */
  secure: boolean;
}

/** Takes calls to the numbers assigned to it to an origination URI. */
export interface InboundTrunkSettings extends CommonSettings {
  direction: 'inbound';
  primaryUriId: string;
  fallbackUriId?: string;
  /** A host, without `sip:`. */
  inboundDestination?: string;
}

/** Takes calls from the addresses of one IP ACL to the telephone network. */
export interface OutboundTrunkSettings extends CommonSettings {
  direction: 'outbound';
  ipAclId: string;
}

/** A trunk has one direction, so that both need two trunks. */
export type TrunkSettings = InboundTrunkSettings | OutboundTrunkSettings;

/** What may change. A trunk keeps its direction. */
export type TrunkChanges = Partial<
  Omit<InboundTrunkSettings, 'direction'> & Omit<OutboundTrunkSettings, 'direction'> & { enabled: boolean }
>;

const optional = z
  .string()
  .nullish()
  .transform((value) => value || undefined);

const trunk = z
  .object({
    trunk_id: optional,
    id: optional,
    name: z.string(),
    trunk_domain: optional,
    trunk_status: optional,
    trunk_direction: optional,
    trunk_type: optional,
    transport: optional,
    secure: z.boolean().nullish(),
    primary_uri_uuid: optional,
    fallback_uri_uuid: optional,
    inbound_destination: optional,
    ipacl_uuid: optional,
  })
  .refine((answer) => answer.trunk_id ?? answer.id, { path: ['trunk_id'] })
  .transform((answer) => ({
    id: answer.trunk_id ?? answer.id ?? '',
    name: answer.name,
    /** As in `1f0c2a77.sip.vobiz.ai`. */
    domain: answer.trunk_domain,
    // Written as `enabled`, shown as `active`.
    enabled: answer.trunk_status !== 'disabled',
    direction: (answer.trunk_direction ?? answer.trunk_type)?.toLowerCase(),
    transport: answer.transport?.toLowerCase(),
    secure: answer.secure ?? undefined,
    primaryUriId: answer.primary_uri_uuid,
    fallbackUriId: answer.fallback_uri_uuid,
    inboundDestination: answer.inbound_destination,
    ipAclId: answer.ipacl_uuid,
  }));
export type Trunk = z.output<typeof trunk>;
const trunks = pageOf(trunk);

/** Of the answer to a write only the id counts; the rest is read back. */
const made = z
  .object({ trunk_id: optional, id: optional })
  .transform((answer) => answer.trunk_id ?? answer.id)
  .pipe(z.string());

/** What no document promises to show again, so that it only counts where it is shown. *Unverified.* */
const RARELY_SHOWN: readonly string[] = ['fallbackUriId', 'ipAclId'];

/**
 * What one half of Vobiz's documents requires and the other does not know. *Unverified*: sent first, and left out
 * should Vobiz refuse it. The limit of calls is only stored; the account's is the one that counts.
 */
const EXTRAS = (direction: string) => ({ trunk_type: direction.toUpperCase(), max_concurrent_calls: 10 });

const CREATE = 'POST /api/v1/Account/{account}/trunks';
const UPDATE = 'PUT /api/v1/Account/{account}/trunks/{id}';

/** Makes a trunk and reads it back. */
export async function createTrunk(vobiz: VobizConnection, settings: TrunkSettings): Promise<Trunk> {
  const id = await post(vobiz, settings);
  const made = await readBack(CREATE, () => readTrunk(vobiz, id));
  if (made.direction !== settings.direction) throw notAsAsked(CREATE, ['direction']);
  const { direction: _, ...rest } = settings;
  return different(rest, made).length === 0 ? made : updateTrunk(vobiz, id, rest);
}

export function listTrunks(vobiz: VobizConnection): Promise<Trunk[]> {
  return vobiz.list(vobiz.below(path`/trunks`), trunks);
}

/** Where calls go stands only in the list, so that it is asked too. */
export async function readTrunk(vobiz: VobizConnection, id: string): Promise<Trunk> {
  const one = await vobiz.ask({ method: 'GET', path: vobiz.below(path`/trunks/${id}`) }, trunk);
  const listed = (await listTrunks(vobiz)).find((other) => other.id === id);
  const shown = Object.entries(one).filter(([, value]) => value !== undefined);
  return { ...one, ...listed, ...Object.fromEntries(shown) };
}

/** Changes a trunk and reads it back. A change that PUT loses is asked for once more by PATCH. */
export async function updateTrunk(vobiz: VobizConnection, id: string, changes: TrunkChanges): Promise<Trunk> {
  const call = { path: vobiz.below(path`/trunks/${id}`), body: { json: bodyOf(changes) } };
  await vobiz.send({ method: 'PUT', ...call });
  const after = await readBack(UPDATE, () => readTrunk(vobiz, id));
  const lost = different(changes, after);
  if (lost.length === 0) return after;
  try {
    await vobiz.send({ method: 'PATCH', ...call });
  } catch (error) {
    // Half of the documents know no PATCH.
    if (error instanceof CarrierError) throw notAsAsked(UPDATE, lost);
    throw error;
  }
  const patched = await readBack(UPDATE, () => readTrunk(vobiz, id));
  const stillLost = different(changes, patched);
  if (stillLost.length > 0) throw notAsAsked(UPDATE, stillLost);
  return patched;
}

/**
 * Takes its credentials, IP ACL and origination URIs with it, so never link one that is not ours. Numbers stay.
 *
 * @throws CarrierError with status 409 while it has calls; disable it and wait.
 */
export function deleteTrunk(vobiz: VobizConnection, id: string): Promise<void> {
  return removed(vobiz, vobiz.below(path`/trunks/${id}`));
}

async function post(vobiz: VobizConnection, settings: TrunkSettings): Promise<string> {
  const create = (json: Record<string, unknown>) =>
    vobiz.ask({ method: 'POST', path: vobiz.below(path`/trunks`), body: { json } }, made);
  const body = { ...bodyOf(settings), trunk_direction: settings.direction };
  try {
    return await create({ ...body, ...EXTRAS(settings.direction) });
  } catch (error) {
    if (!isRefused(error)) throw error;
    return create(body);
  }
}

function isRefused(error: unknown): boolean {
  return error instanceof CarrierError && !(error instanceof AmbiguousError) && error.status === 400;
}

function bodyOf(changes: TrunkChanges): Record<string, unknown> {
  const body = {
    name: changes.name,
    trunk_status: changes.enabled === undefined ? undefined : changes.enabled ? 'enabled' : 'disabled',
    transport: changes.transport,
    secure: changes.secure,
    primary_uri_uuid: changes.primaryUriId,
    fallback_uri_uuid: changes.fallbackUriId,
    inbound_destination: changes.inboundDestination,
    ipacl_uuid: changes.ipAclId,
  };
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined));
}

function different(wanted: TrunkChanges, shown: Trunk): string[] {
  const now = shown as Readonly<Record<string, unknown>>;
  return Object.entries(wanted)
    .filter(([, value]) => value !== undefined)
    .filter(([name]) => !RARELY_SHOWN.includes(name) || now[name] !== undefined)
    .filter(([name, value]) => now[name] !== value)
    .map(([name]) => name);
}
