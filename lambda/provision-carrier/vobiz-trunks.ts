import { CarrierError } from '../adapters/carriers/carrier-error';
import {
  createIpAcl,
  createOriginationUri,
  deleteIpAcl,
  deleteOriginationUri,
  listIpAcls,
  listOriginationUris,
  setUriTransport,
  type Trunk,
  type VobizConnection,
} from '../adapters/carriers/vobiz';
import { ByonError } from '../core/errors';
import type { Log } from '../core/ports';
import type { Patience } from '../custom-resource/patience';
import type { ResourceKind } from '../custom-resource/resource-kind';
import { patiently } from './patiently';
import {
  vobizInboundTrunk,
  vobizOutboundTrunk,
  type VobizInboundTrunkProperties,
  type VobizOutboundTrunkProperties,
} from './properties';
import type { Services } from './services';
import { worthOf } from './transient';
import type { Part } from './vobiz-parts';
import { vobizTrunkKind } from './vobiz-trunk';

/** Takes the calls to the numbers that are assigned to it to a Voice Connector. */
export function vobizInboundTrunkKind(services: Services): ResourceKind<VobizInboundTrunkProperties> {
  return vobizTrunkKind(
    {
      properties: vobizInboundTrunk,
      suffix: 'in',
      partName: 'vobiz-origination-uris',
      partKind: (vobiz, name) => ({
        what: 'origination URI',
        list: async () =>
          (await listOriginationUris(vobiz)).map(({ id, sipUri }) => ({ id, address: sipUri })),
        create: (sipUri) => createOriginationUri(vobiz, { name, sipUri, priority: 1 }),
        remove: (id) => deleteOriginationUri(vobiz, id),
      }),
      addressOf: ({ SipUri }) => SipUri,
      settle: (vobiz, part, { Transport }, time, log) => heedTransport(vobiz, part, Transport, time, log),
      settingsOf: ({ Transport, Secure }, name, { id }) => ({
        direction: 'inbound',
        name,
        transport: Transport,
        secure: Secure,
        primaryUriId: id,
      }),
      linked: ({ primaryUriId }) => primaryUriId,
      link: ({ id }) => ({ primaryUriId: id }),
      dataOf: ({ id }) => ({ TrunkId: id }),
    },
    services,
  );
}

/** Takes a Voice Connector's calls to the telephone network. */
export function vobizOutboundTrunkKind(services: Services): ResourceKind<VobizOutboundTrunkProperties> {
  return vobizTrunkKind(
    {
      properties: vobizOutboundTrunk,
      suffix: 'out',
      partName: 'vobiz-ip-acls',
      partKind: (vobiz, name) => ({
        what: 'IP ACL',
        list: async () => (await listIpAcls(vobiz)).map(({ id, range }) => ({ id, address: range })),
        create: (range) => createIpAcl(vobiz, { name, range }),
        remove: (id) => deleteIpAcl(vobiz, id),
      }),
      addressOf: ({ AllowedRange }) => AllowedRange,
      settingsOf: ({ Transport, Secure }, name, { id }) => ({
        direction: 'outbound',
        name,
        transport: Transport,
        secure: Secure,
        ipAclId: id,
      }),
      linked: ({ ipAclId }) => ipAclId,
      link: ({ id }) => ({ ipAclId: id }),
      dataOf: (trunk) => ({ TrunkId: trunk.id, TerminationHost: domainOf(trunk) }),
    },
    services,
  );
}

/** Twice as long as a list may lag behind. */
const TRANSPORT_MS = 10_000;

/**
 * All that is *unverified* of Vobiz's TLS towards a Voice Connector stands here. A Voice Connector that requires
 * encryption takes TLS on port 5061 and SRTP only. We ask for it in each place that Vobiz has: the port of the URI,
 * the URI's own transport, which its documents call inferred and let a change set, and the trunk's `transport` and
 * `secure`. Which of them count, and whether Vobiz keeps the URI's, no document says: a URI that doesn't take it is
 * no failure, but a warning to look into when calls don't arrive.
 */
async function heedTransport(
  vobiz: VobizConnection,
  { id }: Part,
  transport: 'udp' | 'tcp' | 'tls',
  time: Patience,
  log: Log,
): Promise<void> {
  const call = async () => {
    const shown = (await listOriginationUris(vobiz)).find((uri) => uri.id === id);
    if (shown?.transport !== transport) await setUriTransport(vobiz, id, transport);
  };
  try {
    const worth = (error: unknown) => Math.min(worthOf(error), TRANSPORT_MS);
    await patiently(time, { what: `the transport of the origination URI ${id} at Vobiz`, call, worth });
  } catch (error) {
    if (!(error instanceof CarrierError)) throw error;
    log.warn('Vobiz does not show the transport that its origination URI was given', {
      id,
      transport,
      error,
    });
  }
}

function domainOf({ id, domain }: Trunk): string {
  if (domain !== undefined) return domain;
  throw new ByonError(
    `Vobiz shows no domain for the trunk ${id}, so that no call can be sent to it; ask Vobiz`,
  );
}
