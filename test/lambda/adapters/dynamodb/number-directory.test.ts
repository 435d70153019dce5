import { PutItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { DynamoNumberDirectory } from '../../../../lambda/adapters/dynamodb/number-directory';
import { itemsOfAgent, itemsOfNumber } from '../../../../lambda/adapters/dynamodb/registry-keys';
import type { Item } from '../../../../lambda/adapters/dynamodb/items';
import { openDynamo, type LocalDynamo } from '../../../../local/aws/dynamodb';
import { VirtualClock } from '../../../../local/clock';
import { anAgent } from '../../../builders/agent';
import { aNumber, NUMBER } from '../../../builders/number';

let dynamo: LocalDynamo;
let directory: DynamoNumberDirectory;
beforeEach(async () => {
  dynamo = await openDynamo(new VirtualClock());
  directory = new DynamoNumberDirectory({ client: dynamo.client, table: dynamo.registryTable });
});
afterEach(() => dynamo.close());

async function put(...items: Item[]): Promise<void> {
  for (const Item of items) {
    await dynamo.client.send(new PutItemCommand({ TableName: dynamo.registryTable, Item }));
  }
}

const human = { type: 'transfer', to: '+918049876543', when: 'the caller asks for a human' } as const;

describe('a number', () => {
  test('comes back as it was registered, with its DLT record', async () => {
    const number = aNumber({
      variables: { branch: 'पुणे' },
      routes: ['rule-1'],
      dlt: {
        declaredPurposes: ['service'],
        subscriber: { legalName: 'Sharma Clinics', kycStatus: 'verified' },
        principalEntity: {
          id: '1002641844184516305',
          name: 'Sharma Clinics',
          portal: 'airtel',
          validUntil: '2027-02-01',
        },
      },
    });
    await put(...itemsOfNumber(number));
    expect(await directory.findNumber(NUMBER)).toEqual(number);
  });

  test('is not there when nobody has registered it', async () => {
    expect(await directory.findNumber(NUMBER)).toBeUndefined();
  });

  test('is found by each route of its own', async () => {
    await put(...itemsOfNumber(aNumber({ routes: ['rule-1', 'rule-2'] })));
    expect((await directory.findNumberOfRoute('rule-1'))?.number).toBe(NUMBER);
    expect((await directory.findNumberOfRoute('rule-2'))?.number).toBe(NUMBER);
    expect(await directory.findNumberOfRoute('rule-3')).toBeUndefined();
    expect(await directory.findNumberOfRoute(NUMBER)).toBeUndefined();
  });

  test('that a route leads to may be gone', async () => {
    const [, route] = itemsOfNumber(aNumber({ routes: ['rule-1'] }));
    await put(route!);
    expect(await directory.findNumberOfRoute('rule-1')).toBeUndefined();
  });

  test('is listed with its agent’s other numbers', async () => {
    await put(
      ...itemsOfNumber(aNumber()),
      ...itemsOfNumber(aNumber({ number: '+918041234568', routes: ['rule-1'] })),
      ...itemsOfNumber(aNumber({ number: '+918041234569', agent: 'sales' })),
    );
    const { Items = [] } = await dynamo.client.send(
      new QueryCommand({
        TableName: dynamo.registryTable,
        IndexName: 'gsi1',
        KeyConditionExpression: 'gsi1pk = :agent',
        ExpressionAttributeValues: { ':agent': { S: 'AGENT#reception' } },
      }),
    );
    expect(Items.map((item) => unmarshall(item)['number'])).toEqual([NUMBER, '+918041234568']);
  });

  test('whose record something else has written is refused', async () => {
    const [item] = itemsOfNumber(aNumber());
    await put({ ...item!, status: { S: 'released' } });
    await expect(directory.findNumber(NUMBER)).rejects.toThrow(/status/);
  });

  test('may be marked by whoever manages it', async () => {
    const [item] = itemsOfNumber(aNumber());
    await put({ ...item!, managedBy: { S: 'stack' } });
    expect(await directory.findNumber(NUMBER)).toEqual(aNumber());
  });
});

describe('an agent', () => {
  test('is found by its id, and by its version', async () => {
    const first = anAgent({ voice: 'asha', tools: [{ type: 'end-call' }, human] });
    const second = anAgent({ version: 'v2', greeting: 'Welcome back.' });
    await put(...itemsOfAgent(first), ...itemsOfAgent(second));
    expect(await directory.findAgent('reception')).toEqual(second);
    expect(await directory.findAgent('reception', 'v1')).toEqual(first);
    expect(await directory.findAgent('reception', 'v2')).toEqual(second);
  });

  test('is not there under another id or version', async () => {
    await put(...itemsOfAgent(anAgent()));
    expect(await directory.findAgent('sales')).toBeUndefined();
    expect(await directory.findAgent('reception', 'v9')).toBeUndefined();
    expect(await directory.findAgent('reception', 'CURRENT')).toBeUndefined();
  });
});
