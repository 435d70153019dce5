import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { DynamoDialStore } from '../../../../lambda/adapters/dynamodb/dial-store';
import type { DialRecord, DialStore } from '../../../../lambda/core/calls/dial';
import { openDynamo, type LocalDynamo } from '../../../../local/aws/dynamodb';
import { WallClock } from '../../../../local/clock';
import { aDialOrder } from '../../../builders/dial';
import { InMemoryDialStore } from '../../../fakes/dial-store';

const NOW = 1_767_225_600_000;
const clock = { now: () => NOW, sleep: async () => {} };
let dynamo: LocalDynamo;
beforeAll(async () => {
  dynamo = await openDynamo(new WallClock());
});
afterAll(() => dynamo.close());

const inTable = () =>
  new DynamoDialStore({ client: dynamo.client, table: dynamo.callsTable, clock, ttlDays: 1 });
const stores: Record<string, () => DialStore> = {
  'in the table': inTable,
  'in memory': () => new InMemoryDialStore(clock),
};

let made = 0;
function newDial(changes: Partial<DialRecord> = {}): DialRecord {
  const id = ++made;
  const reference = id.toString(16).padStart(32, '0');
  const order = aDialOrder({ reference, callee: `+9198${10_000_000 + id}` });
  return { ...order, askedAt: NOW, state: 'asked', ...changes };
}

describe.each(Object.entries(stores))('a dial %s', (_, open) => {
  it('is opened once', async () => {
    const store = open();
    const dial = newDial({ variables: { name: 'Asha' }, agent: 'sales', detectMachine: true });
    expect(await store.open(dial)).toBe(true);
    expect(await store.open({ ...dial, callee: '+919800000000', askedAt: NOW + 1 })).toBe(false);
    expect(await store.find(dial.reference)).toEqual(dial);
  });

  it('is opened by one of several who come at once', async () => {
    const store = open();
    const dial = newDial();
    const opened = await Promise.all([store.open(dial), store.open(dial), store.open(dial)]);
    expect(opened.filter(Boolean)).toHaveLength(1);
  });

  it('is settled once, by what came of asking', async () => {
    const store = open();
    const dial = newDial();
    await store.open(dial);
    await store.settle(dial.reference, { state: 'placed', call: 'CA1' });
    await store.settle(dial.reference, { state: 'unclear', failure: 'it took too long' });
    expect(await store.find(dial.reference)).toEqual({ ...dial, state: 'placed', call: 'CA1' });
  });

  it('is not settled any more when the carrier has told of the call', async () => {
    const store = open();
    const dial = newDial();
    await store.open(dial);
    await store.save({ reference: dial.reference, state: 'placed', call: 'CA1', outcome: 'busy' });
    await store.settle(dial.reference, { state: 'unclear', failure: 'it took too long' });
    expect(await store.find(dial.reference)).toEqual({
      ...dial,
      state: 'placed',
      call: 'CA1',
      outcome: 'busy',
    });
  });

  it('keeps the call that answered first', async () => {
    const store = open();
    const dial = newDial();
    await store.open(dial);
    const first = { ...dial, state: 'placed', call: 'CA1', answeredAt: NOW + 1 };
    expect(await store.answer(dial.reference, { call: 'CA1', answeredAt: NOW + 1 })).toEqual(first);
    expect(await store.answer(dial.reference, { call: 'CA2', answeredAt: NOW + 2 })).toEqual(first);
  });

  it('is not made by what is told of it', async () => {
    const store = open();
    const { reference } = newDial();
    expect(await store.answer(reference, { call: 'CA1', answeredAt: NOW })).toBeUndefined();
    await store.save({ reference, outcome: 'busy' });
    await store.settle(reference, { state: 'placed', call: 'CA1' });
    expect(await store.find(reference)).toBeUndefined();
  });

  it('is found by its two numbers for a while: the latest one', async () => {
    const store = open();
    const old = newDial({ askedAt: NOW - 60_000 });
    const { number, callee } = old;
    expect(await store.findLatest({ number, callee }, 60_000)).toBeUndefined();
    await store.open(old);
    expect(await store.findLatest({ number, callee }, 60_000)).toEqual(old);
    expect(await store.findLatest({ number, callee }, 59_999)).toBeUndefined();
    const latest = newDial({ callee, askedAt: NOW - 1000 });
    await store.open(latest);
    // Another process whose clock is behind.
    await store.open(newDial({ callee, askedAt: NOW - 2000 }));
    expect(await store.findLatest({ number, callee }, 60_000)).toEqual(latest);
    expect(await store.findLatest({ number: '+918041230000', callee }, 60_000)).toBeUndefined();
  });
});

it('expires as the calls do, and so does where it is found by its numbers', async () => {
  const dial = newDial();
  await inTable().open(dial);
  for (const pk of [`DIAL#${dial.reference}`, `DIALLED#${dial.number}#${dial.callee}`]) {
    const Key = marshall({ pk, sk: 'DIAL' });
    const { Item } = await dynamo.client.send(new GetItemCommand({ TableName: dynamo.callsTable, Key }));
    expect(unmarshall(Item!)['expiresAt']).toBe(NOW / 1000 + 86_400);
  }
});
