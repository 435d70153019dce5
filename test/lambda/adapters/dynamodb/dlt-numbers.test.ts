import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { DynamoDltNumbers } from '../../../../lambda/adapters/dynamodb/dlt-numbers';
import { DynamoExpiryMark } from '../../../../lambda/adapters/dynamodb/expiry-mark';
import { itemsOfNumber } from '../../../../lambda/adapters/dynamodb/registry-keys';
import type { DltRecord } from '../../../../lambda/core/numbers/dlt';
import { openDynamo, type LocalDynamo } from '../../../../local/aws/dynamodb';
import { VirtualClock } from '../../../../local/clock';
import { aDltRecord } from '../../../builders/dial-facts';
import { aNumber } from '../../../builders/number';
import { RecordingLog } from '../../../fakes/ports';

let dynamo: LocalDynamo;
beforeAll(async () => void (dynamo = await openDynamo(new VirtualClock())));
afterAll(() => dynamo.close());

const BROKEN = { validUntil: 'soon' } as unknown as NonNullable<DltRecord['telemarketer']>;
const registry = () => ({ client: dynamo.client, table: dynamo.registryTable });

it('are those with a DLT record, and broken records are told without their number', async () => {
  const numbers = [
    aNumber({ number: '+911401234567', dlt: aDltRecord(), routes: ['rule-1'] }),
    aNumber({ number: '+914440000000' }),
    aNumber({ number: '+914440000001', dlt: aDltRecord({ principalEntity: undefined }) }),
    { ...aNumber({ number: '+914440000002' }), dlt: { ...aDltRecord(), telemarketer: BROKEN } },
  ];
  for (const Item of numbers.flatMap(itemsOfNumber)) {
    await dynamo.client.send(new PutItemCommand({ TableName: dynamo.registryTable, Item }));
  }
  const log = new RecordingLog();
  const found = [];
  for await (const number of new DynamoDltNumbers({ ...registry(), log }).all()) found.push(number);
  const { principalEntity, telemarketer } = aDltRecord();
  expect(found.sort((a, b) => (a.number < b.number ? -1 : 1))).toEqual([
    { number: '+911401234567', dlt: { principalEntity, telemarketer } },
    { number: '+914440000001', dlt: { telemarketer } },
  ]);
  expect(log.messages('error')).toEqual(['a DLT record cannot be read: mend it']);
  expect(log.public).not.toContain('4440000002');
});

it('keep the day on which all was told', async () => {
  const mark = new DynamoExpiryMark(registry());
  expect(await mark.find()).toBeUndefined();
  await mark.save('2026-11-23');
  await mark.save('2026-11-24');
  expect(await mark.find()).toBe('2026-11-24');
});
