import {
  vobizInboundTrunkKind,
  vobizOutboundTrunkKind,
} from '../../../lambda/provision-carrier/vobiz-trunks';
import { FakeVobiz } from '../../fakes/vobiz';
import { SECOND_SECRET_ARN, SECRET_ARN, TABLE } from './carrier-life';
import { HOST, type TrunkWorld } from './trunk-world';

/** Trunks for calls that come in, or for those that go out. */
export function vobizTrunks(side: 'in' | 'out'): TrunkWorld<FakeVobiz> {
  const fakes = [new FakeVobiz(), new FakeVobiz({ authId: 'MA_SECOND' })] as const;
  const isIn = side === 'in';
  const address = isIn ? { SipUri: `sip:${HOST}:5061` } : { AllowedRange: '3.80.16.0/23' };
  const another = isIn ? { SipUri: `sip:x${HOST}:5061` } : { AllowedRange: '99.77.240.0/24' };
  const first = { SecretArn: SECRET_ARN, Table: TABLE, Transport: 'tls', Secure: true, ...address };
  for (const fake of fakes) surround(fake);
  const foreign = fakes.flatMap((fake) => {
    const { trunks, originationUris, ipAcls } = fake.holdings();
    return [...trunks, ...originationUris, ...ipAcls];
  });
  return {
    accounts: [accountOf(fakes[0]), accountOf(fakes[1])],
    foreign,
    type: isIn ? 'Custom::ByonVobizInboundTrunk' : 'Custom::ByonVobizOutboundTrunk',
    kind: (services) => (isIn ? vobizInboundTrunkKind(services) : vobizOutboundTrunkKind(services)),
    wishes: {
      first,
      changed: { ...first, Transport: 'tcp', Secure: false },
      readdressed: { ...first, ...another },
      moved: { ...first, SecretArn: SECOND_SECRET_ARN },
    },
    ours: (fake) => {
      const { trunks, originationUris, ipAcls } = fake.snapshot();
      const uris = originationUris.filter(({ id }) => !foreign.includes(id));
      const acls = ipAcls.filter(({ id }) => !foreign.includes(id));
      return {
        trunks: trunks
          .filter(({ trunk_id }) => !foreign.includes(trunk_id))
          .map((trunk) => ({
            isNamed: new RegExp(`^byon-[0-9a-f]{40}-${side}$`).test(trunk.name),
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
    },
    expected: ({ SipUri, AllowedRange, Transport, Secure }) => ({
      trunks: [
        {
          isNamed: true,
          status: 'active',
          direction: `${side}bound`,
          transport: Transport,
          secure: Secure,
          uri: isIn ? 0 : -1,
          acl: isIn ? -1 : 0,
        },
      ],
      uris: isIn ? [SipUri] : [],
      acls: isIn ? [] : [AllowedRange],
    }),
    nothing: { trunks: [], uris: [], acls: [] },
  };
}

function accountOf(carrier: FakeVobiz) {
  return { carrier, secret: JSON.stringify(carrier.credentials) };
}

/** What others have: among it the addresses of ours, on a trunk and on none, and a trunk with a mark like ours. */
function surround(fake: FakeVobiz): void {
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
