import { exotelTrunkKind } from '../../../lambda/provision-carrier/exotel-trunk';
import { FakeExotel } from '../../fakes/exotel';
import { SECOND_SECRET_ARN, SECRET_ARN } from './carrier-life';
import { HOST, type TrunkWorld } from './trunk-world';

export function exotelTrunks(): TrunkWorld<FakeExotel> {
  const fakes = [new FakeExotel(), new FakeExotel({ accountSid: 'acme2' })] as const;
  const first = { SecretArn: SECRET_ARN, Cluster: 'mumbai', Destination: `${HOST}:5061;transport=tls` };
  for (const fake of fakes) surround(fake);
  const foreign = fakes.flatMap((fake) => fake.holdings().trunks);
  return {
    accounts: [accountOf(fakes[0]), accountOf(fakes[1])],
    foreign,
    type: 'Custom::ByonExotelTrunk',
    kind: exotelTrunkKind,
    wishes: {
      first,
      changed: { ...first, Destination: `${HOST}:5060;transport=tcp` },
      readdressed: { ...first, Destination: `x${HOST}:5061;transport=tls` },
      moved: { ...first, SecretArn: SECOND_SECRET_ARN },
    },
    ours: (fake) => {
      const { trunks, destinations } = fake.snapshot();
      return {
        areNamed: trunks
          .filter(({ trunk_sid }) => !foreign.includes(trunk_sid))
          .map(({ trunk_name }) => /^byon[0-9a-f]{12}$/.test(trunk_name)),
        destinations: destinations
          .filter(({ trunk_sid }) => !foreign.includes(trunk_sid))
          .map(({ destination }) => destination),
      };
    },
    expected: ({ Destination }) => ({ areNamed: [true], destinations: [`sip:${String(Destination)}`] }),
    nothing: { areNamed: [], destinations: [] },
  };
}

function accountOf(carrier: FakeExotel) {
  return { carrier, secret: JSON.stringify(carrier.credentials) };
}

/** What others have: among it a trunk with a mark like ours, and our own address. */
function surround(fake: FakeExotel): void {
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
