import { exotelTrunkName } from '../../../lambda/provision-carrier/exotel-trunk';
import type { FakeExotel } from '../../fakes/exotel';
import { FAILING, SECRET_ARN } from './carrier-life';
import { exotelTrunks } from './exotel-trunk-world';
import { TrunkStack } from './trunk-stack';
import { HOST } from './trunk-world';

let trunk: TrunkStack<FakeExotel>;
let fake: FakeExotel;

beforeEach(() => {
  trunk = new TrunkStack(exotelTrunks());
  fake = trunk.world.accounts[0].carrier;
});

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
  expect(await trunk.deploy('readdressed', FAILING)).toBe('ROLLBACK_COMPLETE');
  expect(idOfTrunk()).toBe(old);
  trunk.expectOurs('first');
});

test('a trunk that somebody deleted is made anew by the next Update', async () => {
  await trunk.deploy('first');
  fake.seed('DeleteTrunk', { query: { trunk_sid: idOfTrunk() } });
  expect(await trunk.deploy('changed')).toBe('COMPLETE');
  trunk.expectOurs('changed');
});

test('a Create whose answer is lost, and whose key is refused from then on, makes the Delete fail', async () => {
  trunk.life.line.disturb(2, 'is done, and its answer is lost');
  trunk.life.line.disturb(3, 'is refused for its key', 1000);

  await trunk.deploy('first');
  expect(trunk.stack.answers.map(({ Status }) => Status)).toEqual(['FAILED', 'FAILED', 'FAILED', 'FAILED']);

  trunk.life.calm();
  await trunk.stack.deleteGivenUp();
  trunk.expectUntouched();
});

test('a stack whose secret was wrong from the beginning can go', async () => {
  trunk.life.secrets.set(SECRET_ARN, JSON.stringify({ ...fake.credentials, apiToken: 'an-old-token' }));
  expect(await trunk.deploy('first')).toBe('ROLLBACK_COMPLETE');
  expect(trunk.stack.reasons[0]).toContain('401');
  expect(trunk.stack.reasons[0]).not.toContain('an-old-token');
  await trunk.stack.deleteGivenUp();
  trunk.expectUntouched();
});
