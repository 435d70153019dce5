import * as z from 'zod';
import { path } from '../carrier-call';
import type { VobizConnection } from './connection';
import { notAsAsked, readBack } from './errors';
import { removed } from './removed';

/** Where an inbound trunk's calls go. */
export interface OriginationUriSettings {
  /** Vobiz doesn't show it again; what tells a URI of ours is its address. */
  name: string;
  /** As in `sip:….voiceconnector.chime.aws:5060`. Whether `;transport=tls` is heeded is *unverified*. */
  sipUri: string;
  /** The lowest is tried first. */
  priority: number;
}

/** Written as `sip_uri`, shown as `uri`. */
const originationUri = z
  .object({
    id: z.string(),
    uri: z.string().nullish(),
    sip_uri: z.string().nullish(),
    priority: z.number(),
    enabled: z.boolean().nullish(),
    transport: z.string().nullish(),
  })
  .refine((answer) => answer.uri ?? answer.sip_uri, { path: ['uri'] })
  .transform((answer) => ({
    id: answer.id,
    sipUri: answer.uri ?? answer.sip_uri ?? '',
    priority: answer.priority,
    enabled: answer.enabled ?? true,
    transport: answer.transport?.toLowerCase(),
  }));
export type OriginationUri = z.output<typeof originationUri>;

/** Of the answer to a write only the id counts; the rest is read back. */
const made = z.object({ id: z.string() });

const CREATE = 'POST /api/v1/Account/{account}/origination-uris';
const UPDATE = 'PUT /api/v1/Account/{account}/origination-uris/{id}';

export async function createOriginationUri(
  vobiz: VobizConnection,
  settings: OriginationUriSettings,
): Promise<OriginationUri> {
  const call = { path: vobiz.below(path`/origination-uris`), body: { json: bodyOf(settings) } };
  const { id } = await vobiz.ask({ method: 'POST', ...call }, made);
  return shown(vobiz, CREATE, id, settings);
}

/** Those of all trunks of the account. */
export function listOriginationUris(vobiz: VobizConnection): Promise<OriginationUri[]> {
  return vobiz.list(vobiz.below(path`/trunks/origination-uris`), originationUri);
}

export async function updateOriginationUri(
  vobiz: VobizConnection,
  id: string,
  settings: OriginationUriSettings,
): Promise<OriginationUri> {
  const call = { path: vobiz.below(path`/origination-uris/${id}`), body: { json: bodyOf(settings) } };
  await vobiz.send({ method: 'PUT', ...call });
  return shown(vobiz, UPDATE, id, settings);
}

export function deleteOriginationUri(vobiz: VobizConnection, id: string): Promise<void> {
  return removed(vobiz, vobiz.below(path`/origination-uris/${id}`));
}

/** One alone can't be read. */
async function shown(
  vobiz: VobizConnection,
  call: string,
  id: string,
  { sipUri, priority }: OriginationUriSettings,
): Promise<OriginationUri> {
  const all = await readBack(call, () => listOriginationUris(vobiz));
  const found = all.find((other) => other.id === id);
  if (found?.sipUri !== sipUri) throw notAsAsked(call, ['sipUri']);
  if (found.priority !== priority) throw notAsAsked(call, ['priority']);
  return found;
}

function bodyOf({ name, sipUri, priority }: OriginationUriSettings) {
  return { name, sip_uri: sipUri, priority };
}
