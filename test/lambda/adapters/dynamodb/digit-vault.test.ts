import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { DynamoDigitVault } from '../../../../lambda/adapters/dynamodb/digit-vault';
import { openDynamo, type LocalDynamo } from '../../../../local/aws/dynamodb';
import { VirtualClock } from '../../../../local/clock';

const clock = new VirtualClock();
let dynamo: LocalDynamo;
beforeAll(async () => {
  dynamo = await openDynamo(clock);
});
afterAll(() => dynamo.close());

const open = () => new DynamoDigitVault({ client: dynamo.client, table: dynamo.callsTable, clock });

test('keeps digits by call and name, and the latest of a name', async () => {
  const vault = open();
  await vault.keep('call-1', 'card', '4929');
  await vault.keep('call-1', 'pin', '4711');
  await vault.keep('call-1', 'card', '4930');
  expect(await vault.find('call-1', 'card')).toBe('4930');
  expect(await vault.find('call-1', 'pin')).toBe('4711');
  expect(await vault.find('call-2', 'card')).toBeUndefined();
});

test('forgets them after a quarter of an hour, whether or not the table has deleted them', async () => {
  const vault = open();
  await vault.keep('call-3', 'otp', '123456');
  await clock.sleep(15 * 60 * 1000 - 2000);
  expect(await vault.find('call-3', 'otp')).toBe('123456');
  await clock.sleep(2000);
  expect(await vault.find('call-3', 'otp')).toBeUndefined();
});

test('has the table delete them', async () => {
  const at = clock.now();
  await open().keep('call-4', 'otp', '123456');
  const { Items = [] } = await dynamo.client.send(new ScanCommand({ TableName: dynamo.callsTable }));
  const item = Items.map((one) => unmarshall(one)).find(({ pk }) => pk === 'CALL#call-4');
  expect(item).toMatchObject({ sk: 'DIGITS#otp' });
  expect(item?.['expiresAt'] as number).toBeLessThanOrEqual(Math.ceil(at / 1000) + 15 * 60);
});
