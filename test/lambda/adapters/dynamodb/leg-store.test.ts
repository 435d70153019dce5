import { DynamoLegStore } from '../../../../lambda/adapters/dynamodb/leg-store';
import type { LegStore } from '../../../../lambda/core/calls/leg';
import { openDynamo, type LocalDynamo } from '../../../../local/aws/dynamodb';
import { WallClock } from '../../../../local/clock';
import { InMemoryLegStore } from '../../../fakes/leg-store';

const clock = new WallClock();
let dynamo: LocalDynamo;
beforeAll(async () => {
  dynamo = await openDynamo(clock);
});
afterAll(() => dynamo.close());

const stores: Record<string, () => LegStore> = {
  'in the table': () =>
    new DynamoLegStore({ client: dynamo.client, table: dynamo.callsTable, clock, ttlDays: 1 }),
  'in memory': () => new InMemoryLegStore(),
};

describe.each(Object.entries(stores))('a leg %s', (name, open) => {
  let calls = 0;
  const newLeg = () => ({
    carrier: 'twilio',
    call: `CA${name.length}${++calls}`,
    number: '+918041234567',
    caller: 'anonymous',
    answeredAt: 1000,
  });

  it('is what it was at its first claim', async () => {
    const store = open();
    const first = newLeg();
    expect(await store.claim(first)).toEqual(first);
    expect(await store.claim({ ...first, answeredAt: 2000, caller: '+14155550123' })).toEqual(first);
    expect(await store.find(first)).toEqual(first);
  });

  it('has one first claim when two come at once', async () => {
    const store = open();
    const first = newLeg();
    const claims = await Promise.all([
      store.claim(first),
      store.claim({ ...first, answeredAt: 2000 }),
      store.claim({ ...first, answeredAt: 3000 }),
    ]);
    expect(new Set(claims.map(({ answeredAt }) => answeredAt)).size).toBe(1);
  });

  it('is claimed still when its status came first', async () => {
    const store = open();
    const first = newLeg();
    await store.save({ carrier: first.carrier, call: first.call, status: 'ringing' });
    expect(await store.claim(first)).toMatchObject({ answeredAt: 1000 });
    expect(await store.find(first)).toEqual({ ...first, status: 'ringing' });
  });

  it('keeps its end when a status comes late, and takes what became of the dialling', async () => {
    const store = open();
    const { carrier, call } = newLeg();
    await store.save({ carrier, call, status: 'completed', seconds: 5, endedAt: 9000 });
    await store.save({ carrier, call, status: 'ringing', seconds: undefined });
    await store.save({ carrier, call, dialled: 'failed', sipCode: 503 });
    expect(await store.find({ carrier, call })).toEqual({
      carrier,
      call,
      status: 'completed',
      seconds: 5,
      endedAt: 9000,
      dialled: 'failed',
      sipCode: 503,
    });
  });

  it('is found by what a SIP header can carry of its id', async () => {
    const store = open();
    const call = `0F1E2D3C-4B5A-${name.length}`;
    await store.save({ carrier: 'vobiz', call, status: 'ringing' });
    const found = { carrier: 'vobiz', call, status: 'ringing' };
    expect(await store.find({ carrier: 'vobiz', call: `0f1e2d3c4b5a${name.length}` })).toEqual(found);
    expect(await store.find({ carrier: 'vobiz-2', call })).toBeUndefined();
  });

  it('is not there before', async () => {
    expect(await open().find({ carrier: 'twilio', call: 'CA-never' })).toBeUndefined();
  });

  it('uses up a nonce for one thing', async () => {
    const store = open();
    expect(await store.useNonce('vobiz', 'n1', 'this')).toBe(true);
    expect(await store.useNonce('vobiz', 'n1', 'this')).toBe(true);
    expect(await store.useNonce('vobiz', 'n1', 'that')).toBe(false);
    expect(await store.useNonce('other', 'n1', 'that')).toBe(true);
  });
});
