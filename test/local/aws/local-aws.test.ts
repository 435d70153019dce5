import { DescribeTableCommand, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { openDynamo, type LocalDynamo } from '../../../local/aws/dynamodb';
import { openS3, type LocalS3 } from '../../../local/aws/s3';
import { VirtualClock } from '../../../local/clock';

const clock = new VirtualClock(0);
let dynamo: LocalDynamo;
let s3: LocalS3;
beforeAll(async () => {
  [dynamo, s3] = await Promise.all([openDynamo(clock), openS3(clock)]);
});
afterAll(() => Promise.all([dynamo.close(), s3.close()]));

it('both services are reached at the loopback address, by number', async () => {
  for (const { client } of [dynamo, s3]) {
    const { hostname } = (await client.config.endpoint?.()) ?? {};
    expect(hostname).toBe('127.0.0.1');
  }
});

it.each(['registryTable', 'callsTable'] as const)('the %s has the keys that it has in AWS', async (name) => {
  const { Table } = await dynamo.client.send(new DescribeTableCommand({ TableName: dynamo[name] }));
  expect(Table?.KeySchema).toEqual([
    { AttributeName: 'pk', KeyType: 'HASH' },
    { AttributeName: 'sk', KeyType: 'RANGE' },
  ]);
  const indexes = Table?.GlobalSecondaryIndexes?.map(({ IndexName }) => IndexName) ?? [];
  expect(indexes).toEqual(name === 'registryTable' ? ['gsi1'] : []);
});

it('an item and an object come back as they were stored, and take no time of the clock', async () => {
  const Item = { pk: { S: 'CALL#1' }, sk: { S: 'META' }, at: { N: '7' } };
  await dynamo.client.send(new PutItemCommand({ TableName: dynamo.callsTable, Item }));
  const Key = { pk: Item.pk, sk: Item.sk };
  const found = await dynamo.client.send(new GetItemCommand({ TableName: dynamo.callsTable, Key }));
  expect(found.Item).toEqual(Item);

  const Body = Uint8Array.from({ length: 300_000 }, (_, i) => i % 251);
  await s3.client.send(new PutObjectCommand({ Bucket: s3.bucket, Key: 'a.wav', Body }));
  const object = await s3.client.send(new GetObjectCommand({ Bucket: s3.bucket, Key: 'a.wav' }));
  expect(Buffer.from(await object.Body!.transformToByteArray()).equals(Body)).toBe(true);
  expect(clock.now()).toBe(0);
});
