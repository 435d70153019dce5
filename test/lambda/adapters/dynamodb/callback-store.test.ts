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

  it('stays as it is when it has been made', async () => {
    const made = { ...record, callId: 'call-2' };
    expect(await open().save({ ...made, status: 'dialled' })).toBe(true);
    expect(await open().save(made)).toBe(false);
  });
});
