import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { DynamoCallbacks } from '../../../../lambda/adapters/dynamodb/callback-store';
import type { CallbackRecord } from '../../../../lambda/core/calls/callback';
import { openDynamo, type LocalDynamo } from '../../../../local/aws/dynamodb';
import { WallClock } from '../../../../local/clock';

let dynamo: LocalDynamo;
beforeAll(async () => {
  dynamo = await openDynamo(new WallClock());
});
afterAll(() => dynamo.close());

async function itemAt(table: string, pk: string, sk: string): Promise<Record<string, unknown> | undefined> {
  const { Item } = await dynamo.client.send(
    new GetItemCommand({ TableName: table, Key: { pk: { S: pk }, sk: { S: sk } } }),
  );
  return Item && unmarshall(Item);
}

describe('a callback in the table', () => {
  const record: CallbackRecord = {
    number: '+919812345678',
    agent: 'reception',
    callId: 'call-1',
    at: Date.UTC(2026, 10, 24, 5),
    timeZone: 'Asia/Kolkata',
    askedAt: Date.UTC(2026, 10, 23, 8),
    status: 'waiting',
    attempt: 1,
  };
  const open = () => new DynamoCallbacks({ client: dynamo.client, table: dynamo.callsTable, ttlDays: 2 });
  const stored = () => itemAt(dynamo.callsTable, 'CALLBACK#+919812345678', 'CALL#call-1');

  it('gives way to another one of its call, and outlives the time at which it is due', async () => {
    expect(await open().save(record)).toBe(true);
    expect(await open().save({ ...record, at: record.at + 3_600_000 })).toBe(true);
    expect(await stored()).toMatchObject({
      at: record.at + 3_600_000,
      status: 'waiting',
      expiresAt: (record.at + 3_600_000) / 1000 + 2 * 86_400,
    });
  });

  it('is found when its time has come, the earliest first, until it is over', async () => {
    // The registry has an index as the calls table has where callbacks are dialled.
    const { client, registryTable: table } = dynamo;
    const store = new DynamoCallbacks({ client, table, ttlDays: 2 });
    const due = (after: number, most = 9) => store.due(record.at + after, most);
    const of = (callId: string, after: number) => ({ ...record, callId, nextAt: record.at + after });
    for (const one of [of('late', 50), of('soon', 0), of('later', 100)]) await store.save(one);
    expect(await due(-1)).toEqual([]);
    expect(await due(50)).toEqual([
      { number: record.number, callId: 'soon' },
      { number: record.number, callId: 'late' },
    ]);
    expect(await due(200, 1)).toHaveLength(1);
    const soon = of('soon', 0);
    const made = { ...soon, status: 'dialled' as const, nextAt: undefined };
    expect(await store.replace(soon, made)).toBe(true);
    expect(await store.replace(soon, made)).toBe(false);
    expect(await store.find(soon)).toEqual({ ...record, callId: 'soon', status: 'dialled' });
    expect(await due(50)).toEqual([{ number: record.number, callId: 'late' }]);
  });

  it('stays as it is when it has been made', async () => {
    const made = { ...record, callId: 'call-2' };
    expect(await open().save({ ...made, status: 'dialled' })).toBe(true);
    expect(await open().save(made)).toBe(false);
  });
});
