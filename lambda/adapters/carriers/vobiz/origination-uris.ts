import * as z from 'zod';
import { path } from '../carrier-call';
import type { VobizConnection } from './connection';
import { notAsAsked, readBack } from './errors';
import { pageOf } from './page';
import { removed } from './removed';

/** Where an inbound trunk's calls go. */
export interface OriginationUriSettings {
  /** Vobiz doesn't show it again; what tells a URI of ours is its id. */
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
const originationUris = pageOf(originationUri);

const made = z.object({ id: z.string() });

const UPDATE = 'PUT /api/v1/Account/{account}/origination-uris/{id}';

/** Of the answer only the id counts: the list tells what has become of it. */
export function createOriginationUri(
  vobiz: VobizConnection,
  settings: OriginationUriSettings,
): Promise<{ id: string }> {
  const { name, sipUri, priority } = settings;
  const json = { name, sip_uri: sipUri, priority };
  const call = { path: vobiz.below(path`/origination-uris`), body: { json } };
  return vobiz.ask({ method: 'POST', ...call }, made);
}

/** Those of all trunks of the account. */
export function listOriginationUris(vobiz: VobizConnection): Promise<OriginationUri[]> {
  return vobiz.list(vobiz.below(path`/trunks/origination-uris`), originationUris);
}

/**
 * Gives a URI a transport, and reads it back: only a change takes one. That its name for it is the one that is shown
 * is *unverified*.
 */
export async function setUriTransport(
  vobiz: VobizConnection,
  id: string,
  transport: 'udp' | 'tcp' | 'tls',
): Promise<void> {
  const call = { path: vobiz.below(path`/origination-uris/${id}`), body: { json: { transport } } };
  await vobiz.send({ method: 'PUT', ...call });
  const all = await readBack(UPDATE, () => listOriginationUris(vobiz));
  if (all.find((other) => other.id === id)?.transport !== transport) throw notAsAsked(UPDATE, ['transport']);
}

export function deleteOriginationUri(vobiz: VobizConnection, id: string): Promise<void> {
  return removed(vobiz, vobiz.below(path`/origination-uris/${id}`));
}
