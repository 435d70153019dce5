import { exotelTrunkName } from '../../../lambda/provision-carrier/exotel-trunk';
import type { FakeExotel } from '../../fakes/exotel';
import { SECRET_ARN } from './carrier-life';
import { TrunkStack } from './trunk-stack';
import { HOST } from './trunk-worlds';

let trunk: TrunkStack;
let fake: FakeExotel;

beforeEach(async () => {
  trunk = await TrunkStack.open('trunk of Exotel');
  fake = trunk.world.fakes[0] as FakeExotel;
});
afterEach(() => trunk.close());

const idOfTrunk = () => trunk.stack.physicalId('Trunk')!.replace('exotel:', '');

test('a trunk is named with a mark that others do not guess, and told to the stack', async () => {
  await trunk.deploy('first');
  const owner = { stackId: trunk.stack.stackId, logicalId: 'Trunk' };
  const name = exotelTrunkName(owner, `${HOST}:5061;transport=tls`);
  expect(name).toMatch(/^byon[0-9a-f]{12}$/);
  expect(fake.snapshot().trunks.at(-1)).toMatchObject({ trunk_sid: idOfTrunk(), trunk_name: name });
  expect(trunk.stack.data('Trunk')).toEqual({ TrunkSid: idOfTrunk() });
});

test('another destination makes another trunk beside the old one, which goes when all is done', async () => {
  await trunk.deploy('first');
  const old = idOfTrunk();

  expect(await trunk.deploy('readdressed')).toBe('COMPLETE');

  expect(idOfTrunk()).not.toBe(old);
  const operations = fake.mutations().map(({ operation }) => operation);
  expect(operations.slice(-3)).toEqual(['CreateTrunk', 'AddDestinations', 'DeleteTrunk']);
  trunk.expectOurs('readdressed');
});

test('a replacement that is rolled back brings the old trunk back', async () => {
  await trunk.deploy('first');
  const old = idOfTrunk();
  expect(await trunk.deployInVain('readdressed')).toBe('ROLLBACK_COMPLETE');
  expect(idOfTrunk()).toBe(old);
  trunk.expectOurs('first');
});

test('a trunk that somebody deleted is made anew by the next Update', async () => {
  await trunk.deploy('first');
  fake.seed('DeleteTrunk', { query: { trunk_sid: idOfTrunk() } });
  expect(await trunk.deploy('changed')).toBe('COMPLETE');
  trunk.expectOurs('changed');
});

test('a stack whose secret was wrong from the beginning can go', async () => {
  trunk.life.secrets.set(SECRET_ARN, JSON.stringify({ ...fake.credentials, apiToken: 'an-old-token' }));
  expect(await trunk.deploy('first')).toBe('ROLLBACK_COMPLETE');
  expect(trunk.stack.reasons[0]).toContain('401');
  expect(trunk.stack.reasons[0]).not.toContain('an-old-token');
  await trunk.stack.deleteGivenUp();
  trunk.expectUntouched();
});
