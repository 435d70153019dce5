import {
  DynamoDialRequests,
  DynamoOutboundSwitch,
} from '../../../../lambda/adapters/dynamodb/outbound-stores';
import { DynamoTrunkStates } from '../../../../lambda/adapters/dynamodb/trunk-states';
import { openDynamo, type LocalDynamo } from '../../../../local/aws/dynamodb';
import { WallClock } from '../../../../local/clock';

const clock = new WallClock();
let dynamo: LocalDynamo;
beforeAll(async () => {
  dynamo = await openDynamo(clock);
});
afterAll(() => dynamo.close());

const registry = () => ({ client: dynamo.client, table: dynamo.registryTable });
const calls = () => ({ client: dynamo.client, table: dynamo.callsTable, clock, ttlDays: 90 });

it('a request stays as it was first made', async () => {
  const requests = new DynamoDialRequests(registry());
  const record = { reference: 'a'.repeat(32), content: 'first', at: 1 };
  expect(await requests.open(record)).toEqual(record);
  expect(await requests.open({ ...record, content: 'second', at: 2 })).toEqual(record);
});

it('the switch stops once, keeps the first reason, and lets go on', async () => {
  const toggle = new DynamoOutboundSwitch(registry());
  expect(await toggle.find()).toBeUndefined();
  expect(await toggle.resume()).toBe(false);
  expect(await toggle.stop({ stoppedAt: 1, reason: 'complaints' })).toBe(true);
  expect(await toggle.stop({ stoppedAt: 2, reason: 'others' })).toBe(false);
  expect(await toggle.find()).toEqual({ stoppedAt: 1, reason: 'complaints' });
  expect(await toggle.resume()).toBe(true);
  expect(await toggle.find()).toBeUndefined();
});

it('a trunk is changed only by who has seen its last state', async () => {
  const trunks = new DynamoTrunkStates(calls());
  const empty = await trunks.read('vobiz');
  expect(empty).toEqual({ version: 0, nextAt: 0, calls: {} });
  const first = { version: 1, nextAt: 1000, calls: { ['a'.repeat(32)]: 5000 } };
  const both = await Promise.all([trunks.replace('vobiz', first), trunks.replace('vobiz', first)]);
  expect(both.filter(Boolean)).toHaveLength(1);
  expect(await trunks.read('vobiz')).toEqual(first);
  expect(await trunks.replace('vobiz', { ...first, version: 3 })).toBe(false);
  expect(await trunks.replace('vobiz', { ...first, version: 2, calls: {} })).toBe(true);
  expect(await trunks.read('vobiz')).toEqual({ version: 2, nextAt: 1000, calls: {} });
  expect(await trunks.read('twilio')).toEqual(empty);
});
