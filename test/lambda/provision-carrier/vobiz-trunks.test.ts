import type { FakeVobiz } from '../../fakes/vobiz';
import { TrunkStack } from './trunk-stack';
import { vobizTrunks } from './vobiz-trunk-world';

let trunk: TrunkStack<FakeVobiz>;
let fake: FakeVobiz;

function open(side: 'in' | 'out'): void {
  trunk = new TrunkStack(vobizTrunks(side));
  fake = trunk.world.accounts[0].carrier;
}

const idOfTrunk = () => trunk.stack.physicalId('Trunk')!.replace('vobiz:', '');
const liveTrunk = () => fake.snapshot().trunks.find(({ trunk_id }) => trunk_id === idOfTrunk())!;
const seed = (operation: string, asked: Parameters<FakeVobiz['seed']>[1]) =>
  fake.seed(operation, asked) as { id: string };

test('a trunk is named with the mark of its owner, and told to the stack', async () => {
  open('out');
  await trunk.deploy('first');
  expect(liveTrunk().name).toMatch(/^byon-[0-9a-f]{40}-out$/);
  expect(trunk.stack.data('Trunk')).toEqual({
    TrunkId: idOfTrunk(),
    TerminationHost: liveTrunk().trunk_domain,
  });
});

test('a trunk with calls is disabled, and deleted when they are over', async () => {
  open('in');
  await trunk.deploy('first');
  const id = idOfTrunk();
  fake.setBusy(id, true);

  expect(await trunk.stack.delete()).toBe('FAILED');
  expect(liveTrunk().trunk_status).toBe('disabled');
  expect(trunk.stack.reasons.at(-1)).toContain('may still have calls');

  fake.setBusy(id, false);
  expect(await trunk.stack.delete()).toBe('COMPLETE');
  trunk.expectUntouched();
});

test('a trunk keeps its numbers, so it is not deleted while somebody has put one on it', async () => {
  open('in');
  await trunk.deploy('first');
  const path = { number: '+918071234567' };
  seed('AssignNumber', { path, body: { trunk_group_id: idOfTrunk() } });

  expect(await trunk.stack.delete()).toBe('FAILED');
  expect(trunk.stack.reasons.at(-1)).toContain('a number is still on the trunk');
  expect(trunk.stack.reasons.at(-1)).not.toContain('8071234567');

  seed('UnassignNumber', { path });
  expect(await trunk.stack.delete()).toBe('COMPLETE');
  trunk.expectUntouched();
});

test('a URI of others that leads our trunk elsewhere is taken off before the trunk is deleted', async () => {
  open('in');
  await trunk.deploy('first');
  const theirs = fake.snapshot().originationUris.find(({ uri }) => uri === 'sip:pbx.example')!.id;
  seed('UpdateTrunk', { path: { trunk: idOfTrunk() }, body: { primary_uri_uuid: theirs } });

  expect(await trunk.stack.delete()).toBe('COMPLETE');
  trunk.expectUntouched();
});

test('a URI of others that cannot be taken off keeps the trunk from being deleted', async () => {
  open('in');
  await trunk.deploy('first');
  const theirs = fake.snapshot().originationUris.find(({ uri }) => uri === 'sip:pbx.example')!.id;
  seed('UpdateTrunk', { path: { trunk: idOfTrunk() }, body: { fallback_uri_uuid: theirs } });

  expect(await trunk.stack.delete()).toBe('FAILED');
  expect(trunk.stack.reasons.at(-1)).toContain("take that off the trunk in Vobiz's console");
  expect(fake.holdings().originationUris).toContain(theirs);
});

test('where two URIs are new after a lost answer, nobody guesses which one is ours', async () => {
  open('in');
  const body = { name: 'theirs', sip_uri: trunk.world.wishes.first['SipUri'], priority: 1 };
  fake.faults.after('CreateOriginationUri');
  // Somebody makes one just like ours in the meantime: before we look.
  let theirs: string | undefined;
  const { journal } = fake;
  const before = fake.holdings().originationUris;
  const made = () => journal.some(({ operation }) => operation === 'CreateOriginationUri');
  const sleep = trunk.life.clock.sleep.bind(trunk.life.clock);
  trunk.life.clock.sleep = (...given) => {
    if (made()) theirs ??= seed('CreateOriginationUri', { body }).id;
    return sleep(...given);
  };

  expect(await trunk.deploy('first')).toBe('ROLLBACK_COMPLETE');
  expect(trunk.stack.reasons[0]).toContain('shows no names');
  expect(fake.holdings().originationUris).toHaveLength(before.length + 2);

  seed('DeleteOriginationUri', { path: { id: theirs! } });
  await trunk.stack.deleteGivenUp();
  trunk.expectUntouched();
});

test('a URI that somebody deleted is made anew by the next Update', async () => {
  open('in');
  await trunk.deploy('first');
  const id = liveTrunk().primary_uri_uuid!;
  seed('DeleteOriginationUri', { path: { id } });

  expect(await trunk.deploy('changed')).toBe('COMPLETE');
  trunk.expectOurs('changed');
});

test.each(['kept', 'lost', 'refused'] as const)(
  'a URI gets its transport; where that is %s, too',
  async (what) => {
    open('in');
    fake.settings.uriTransport = what;

    expect(await trunk.deploy('first')).toBe('COMPLETE');

    const ours = fake.snapshot().originationUris.find(({ id }) => id === liveTrunk().primary_uri_uuid);
    expect(ours?.transport).toBe(what === 'kept' ? 'tls' : 'udp');
    const warning = 'Vobiz does not show the transport that its origination URI was given';
    expect(trunk.life.log.messages('warn').includes(warning)).toBe(what !== 'kept');
  },
);

test.each(['openapi', 'prose'] as const)('a trunk is made where the %s is right', async (documents) => {
  open('out');
  fake.settings.documents = documents;
  expect(await trunk.deploy('first')).toBe('COMPLETE');
  trunk.expectOurs('first');
});

test('a stack whose secret was wrong from the beginning can go', async () => {
  open('in');
  trunk.life.secrets.clear();
  expect(await trunk.deploy('first')).toBe('ROLLBACK_COMPLETE');
  await trunk.stack.deleteGivenUp();
  trunk.expectUntouched();
  expect(fake.journal).toEqual([]);
});
