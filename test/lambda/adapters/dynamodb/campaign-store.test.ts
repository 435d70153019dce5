import { DynamoPaces } from '../../../../lambda/adapters/dynamodb/campaign-paces';
import { DynamoCampaigns } from '../../../../lambda/adapters/dynamodb/campaign-store';
import { called, claimed, due } from '../../../../lambda/core/outbound/campaign/callee';
import { openDynamo, type LocalDynamo } from '../../../../local/aws/dynamodb';
import { WallClock } from '../../../../local/clock';
import { aCallee, aCampaign, NOON } from '../../../builders/campaign';

const ID = 'reminders';
let dynamo: LocalDynamo;
let store: DynamoCampaigns;
let paces: DynamoPaces;
beforeEach(async () => {
  dynamo = await openDynamo(new WallClock());
  // The registry's table has the index that the campaigns' table has.
  const options = { client: dynamo.client, table: dynamo.registryTable, ttlDays: 30 };
  store = new DynamoCampaigns(options);
  paces = new DynamoPaces(options);
});
afterEach(() => dynamo.close());

it('keeps a campaign, and lists it while it has something to do', async () => {
  const loading = aCampaign({ state: 'loading' });
  expect(await store.create(loading)).toBe(true);
  expect(await store.create(loading)).toBe(false);
  expect(await store.active()).toEqual([]);
  expect(await store.replace(aCampaign({ version: 2 }))).toBe(true);
  expect(await store.replace(aCampaign({ version: 2, state: 'paused' }))).toBe(false);
  expect(await store.active()).toEqual([ID]);
  expect(await store.find(ID)).toEqual(aCampaign({ version: 2 }));
  await store.replace(aCampaign({ version: 3, state: 'finished' }));
  expect(await store.active()).toEqual([]);
});

it('keeps callees, of whom one worker alone can take each', async () => {
  const campaign = aCampaign();
  await store.addCallee(campaign, aCallee(1));
  expect(await store.addCallee(campaign, aCallee(1, { row: 9 }))).toEqual(aCallee(1));
  const mine = due(aCallee(1), NOON);
  const taken = await Promise.all([1, 2, 3].map(() => store.replaceCallee(campaign, mine)));
  expect(taken.sort()).toEqual([false, false, true]);
  expect(await store.findCallee(ID, aCallee(1).callee)).toEqual(mine);
});

it('lists who waits by when they may be dialled, who is on their way, and nobody who is done', async () => {
  const campaign = aCampaign();
  const late = aCallee(1, { nextAt: NOON + 60_000 });
  for (const callee of [late, aCallee(2), aCallee(3)]) await store.addCallee(campaign, callee);
  expect(await store.waiting(ID, NOON, 9)).toEqual([aCallee(2).callee, aCallee(3).callee]);
  expect(await store.waiting(ID, NOON, 1)).toEqual([aCallee(2).callee]);
  expect(await store.waiting(ID, Number.MAX_SAFE_INTEGER, 9)).toHaveLength(3);
  const dialling = claimed(due(aCallee(2), NOON), 'ref', NOON);
  await store.replaceCallee(campaign, due(aCallee(2), NOON));
  await store.replaceCallee(campaign, dialling);
  expect(await store.watched(ID)).toEqual([dialling.callee]);
  await store.replaceCallee(campaign, called(dialling, 'answered', NOON, campaign.settings));
  expect(await store.watched(ID)).toEqual([]);
  const states: string[] = [];
  for await (const { row, state } of store.callees(ID)) states.push(`${row} ${state}`);
  expect(states).toEqual(['1 waiting', '2 done', '3 waiting']);
});

it('counts the dials of a day up to the most', async () => {
  const campaign = aCampaign();
  const count = () => store.countDial(campaign, '2026-11-23', 2);
  expect([await count(), await count(), await count()]).toEqual([true, true, false]);
  await store.uncountDial(campaign, '2026-11-23');
  expect([await count(), await count()]).toEqual([true, false]);
  expect(await store.countDial(campaign, '2026-11-24', 2)).toBe(true);
});

it('lets one of two plan the same seconds', async () => {
  expect(await paces.read('vobiz')).toEqual({ version: 0, nextAt: 0 });
  expect(await paces.replace('vobiz', { version: 1, nextAt: NOON })).toBe(true);
  expect(await paces.replace('vobiz', { version: 1, nextAt: NOON + 5 })).toBe(false);
  expect(await paces.replace('vobiz', { version: 2, nextAt: NOON + 5 })).toBe(true);
  expect(await paces.read('vobiz')).toEqual({ version: 2, nextAt: NOON + 5 });
});
