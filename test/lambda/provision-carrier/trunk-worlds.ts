import { exotelTrunkKind } from '../../../lambda/provision-carrier/exotel-trunk';
import type { Services } from '../../../lambda/provision-carrier/services';
import {
  vobizInboundTrunkKind,
  vobizOutboundTrunkKind,
} from '../../../lambda/provision-carrier/vobiz-trunks';
import type { ResourceKind } from '../../../lambda/custom-resource/resource-kind';
import { startExotel, type FakeExotel } from '../../fakes/exotel';
import { startVobiz, type FakeVobiz } from '../../fakes/vobiz';
import type { Properties } from '../custom-resource/cloudformation';
import { SECRET_ARN, TABLE } from './carrier-life';

/** Another account at the same carrier. */
export const SECOND_SECRET_ARN = SECRET_ARN.replace('carrier-', 'carrier-second-');

export const HOST = 'abc.voiceconnector.chime.aws';

/** One kind of trunk, and two accounts at its carrier in which others have trunks too. */
export interface TrunkWorld {
  readonly fakes: readonly [FakeVobiz, FakeVobiz] | readonly [FakeExotel, FakeExotel];
  readonly fetch: typeof fetch;
  readonly type: string;
  kind(services: Services): ResourceKind<unknown>;
  /** What the secrets of the two accounts hold. */
  readonly secrets: readonly [string, string];
  /** `changed` and `readdressed` differ from `first`, `moved` is in the other account. */
  readonly wishes: Readonly<Record<Wish, Properties>>;
  everything(): unknown;
  /** What is not of others, without ids, in each of the accounts. */
  ours(): unknown;
  /** What is to be there for a wish. */
  expected(wish: Properties): unknown;
}
export type Wish = 'first' | 'changed' | 'readdressed' | 'moved';

export const WORLDS = {
  'inbound trunk of Vobiz': () => vobizWorld('in'),
  'outbound trunk of Vobiz': () => vobizWorld('out'),
  'trunk of Exotel': exotelWorld,
} as const;
export type WorldName = keyof typeof WORLDS;

async function vobizWorld(side: 'in' | 'out'): Promise<TrunkWorld> {
  const fakes = [await startVobiz(), await startVobiz({ authId: 'MA_SECOND' })] as const;
  const first = {
    SecretArn: SECRET_ARN,
    Table: TABLE,
    Transport: 'tls',
    Secure: true,
    ...(side === 'in' ? { SipUri: `sip:${HOST}:5061` } : { AllowedRange: '3.80.16.0/23' }),
  };
  const readdressed =
    side === 'in' ? { ...first, SipUri: `sip:x${HOST}:5061` } : { ...first, AllowedRange: '99.77.240.0/24' };
  const wishes = {
    first,
    changed: { ...first, Transport: 'tcp', Secure: false },
    readdressed,
    moved: { ...first, SecretArn: SECOND_SECRET_ARN },
  };
  for (const fake of fakes) surroundVobiz(fake);
  const foreign = new Set(JSON.stringify(fakes.map((fake) => fake.holdings())).match(/[0-9a-f-]{36}/g));
  const oursAt = (fake: FakeVobiz) => {
    const { trunks, originationUris, ipAcls } = fake.snapshot();
    const uris = originationUris.filter(({ id }) => !foreign.has(id));
    const acls = ipAcls.filter(({ id }) => !foreign.has(id));
    return {
      trunks: trunks
        .filter(({ trunk_id }) => !foreign.has(trunk_id))
        .map((trunk) => ({
          named: new RegExp(`^byon-[0-9a-f]{40}-${side}$`).test(trunk.name),
          status: trunk.trunk_status,
          direction: trunk.trunk_direction,
          transport: trunk.transport,
          secure: trunk.secure,
          uri: uris.findIndex(({ id }) => id === trunk.primary_uri_uuid),
          acl: acls.findIndex(({ id }) => id === trunk.ipacl_uuid),
        })),
      uris: uris.map(({ uri }) => uri),
      acls: acls.map(({ ip_address }) => ip_address),
    };
  };
  const nothing = { trunks: [], uris: [], acls: [] };
  const type = side === 'in' ? 'Custom::ByonVobizInboundTrunk' : 'Custom::ByonVobizOutboundTrunk';
  return {
    fakes,
    fetch: (input, init) => fakes[addressOf(input).includes('MA_SECOND') ? 1 : 0].fetch(input, init),
    type,
    kind: (services) => (side === 'in' ? vobizInboundTrunkKind(services) : vobizOutboundTrunkKind(services)),
    secrets: [JSON.stringify(fakes[0].credentials), JSON.stringify(fakes[1].credentials)],
    wishes,
    everything: () => fakes.map((fake) => fake.snapshot()),
    ours: () => fakes.map(oursAt),
    expected: ({ SecretArn, SipUri, AllowedRange, Transport, Secure }) => {
      const trunk = {
        named: true,
        status: 'active',
        direction: `${side}bound`,
        transport: Transport,
        secure: Secure,
        uri: side === 'in' ? 0 : -1,
        acl: side === 'in' ? -1 : 0,
      };
      const there = {
        trunks: [trunk],
        uris: side === 'in' ? [SipUri] : [],
        acls: side === 'in' ? [] : [AllowedRange],
      };
      return SecretArn === SECRET_ARN ? [there, nothing] : [nothing, there];
    },
  };
}

/** What others have: among it the addresses of ours, on a trunk and on none, and a trunk with a mark like ours. */
function surroundVobiz(fake: FakeVobiz): void {
  const seed = (operation: string, body: Record<string, unknown>) =>
    fake.seed(operation, { body }) as { id: string };
  for (const sip_uri of [`sip:${HOST}:5061`, `sip:${HOST}:5061`, `sip:x${HOST}:5061`, 'sip:pbx.example']) {
    const { id } = seed('CreateOriginationUri', { name: 'theirs', sip_uri, priority: 1 });
    const extras = { trunk_type: 'INBOUND', max_concurrent_calls: 10 };
    if (sip_uri === 'sip:pbx.example') continue;
    const name = `byon-${'0'.repeat(40)}-in`;
    seed('CreateTrunk', { name, trunk_direction: 'inbound', primary_uri_uuid: id, ...extras });
  }
  for (const ip_address of ['3.80.16.0/23', '99.77.240.0/24', '99.77.240.0/24']) {
    const { id } = seed('CreateIpAcl', { name: 'theirs', ip_address });
    const extras = { trunk_type: 'OUTBOUND', max_concurrent_calls: 10 };
    const name = `byon-${'0'.repeat(40)}-out`;
    seed('CreateTrunk', { name, trunk_direction: 'outbound', ipacl_uuid: id, ...extras });
  }
  fake.ownNumber('+918071234567', { application_id: 'theirs' });
}

async function exotelWorld(): Promise<TrunkWorld> {
  const fakes = [await startExotel(), await startExotel({ accountSid: 'acme2' })] as const;
  const first = { SecretArn: SECRET_ARN, Cluster: 'mumbai', Destination: `${HOST}:5061;transport=tls` };
  const wishes = {
    first,
    changed: { ...first, Destination: `${HOST}:5060;transport=tcp` },
    readdressed: { ...first, Destination: `x${HOST}:5061;transport=tls` },
    moved: { ...first, SecretArn: SECOND_SECRET_ARN },
  };
  for (const fake of fakes) surroundExotel(fake);
  const foreign = new Set(JSON.stringify(fakes.map((fake) => fake.holdings().trunks)).match(/trm\w+/g));
  const oursAt = (fake: FakeExotel) => {
    const { trunks, destinations } = fake.snapshot();
    return {
      names: trunks
        .filter(({ trunk_sid }) => !foreign.has(trunk_sid))
        .map(({ trunk_name }) => /^byon[0-9a-f]{12}$/.test(trunk_name)),
      destinations: destinations
        .filter(({ trunk_sid }) => !foreign.has(trunk_sid))
        .map(({ destination }) => destination),
    };
  };
  const nothing = { names: [], destinations: [] };
  return {
    fakes,
    fetch: (input, init) => fakes[addressOf(input).includes('/acme2/') ? 1 : 0].fetch(input, init),
    type: 'Custom::ByonExotelTrunk',
    kind: (services) => exotelTrunkKind(services),
    secrets: [JSON.stringify(fakes[0].credentials), JSON.stringify(fakes[1].credentials)],
    wishes,
    everything: () => fakes.map((fake) => fake.snapshot()),
    ours: () => fakes.map(oursAt),
    expected: ({ SecretArn, Destination }) => {
      const there = { names: [true], destinations: [`sip:${String(Destination)}`] };
      return SecretArn === SECRET_ARN ? [there, nothing] : [nothing, there];
    },
  };
}

function surroundExotel(fake: FakeExotel): void {
  const account = fake.credentials.accountSid;
  for (const trunk_name of ['byon0123456789ab', 'theirs']) {
    const body = { trunk_name, nso_code: 'ANY-ANY', domain_name: `${account}.pstn.exotel.com` };
    fake.seed('CreateTrunk', { body });
  }
  for (const trunk of fake.holdings().trunks) {
    const destinations = [{ destination: `${HOST}:5061;transport=tls` }];
    fake.seed('AddDestinations', { path: { trunk }, body: { destinations } });
  }
  fake.ownNumber('+918071234567');
}

function addressOf(input: Parameters<typeof fetch>[0]): string {
  return input instanceof Request ? input.url : input.toString();
}
