import { BatchWriteItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { DynamoNumberDirectory } from '../../../../lambda/adapters/dynamodb/number-directory';
import { DynamoRegistryImport } from '../../../../lambda/adapters/dynamodb/registry-import';
import { numberKey } from '../../../../lambda/adapters/dynamodb/registry-keys';
import { DynamoRegistryStore } from '../../../../lambda/adapters/dynamodb/registry-store';
import { openDynamo, type LocalDynamo } from '../../../../local/aws/dynamodb';
import { WallClock } from '../../../../local/clock';
import { aNumber } from '../../../builders/number';
import { HastyClock } from '../../../fakes/hasty-clock';

const numbers = Array.from({ length: 60 }, (_, i) => aNumber({ number: `+9180412345${10 + i}` }));

let dynamo: LocalDynamo;
beforeEach(async () => {
  dynamo = await openDynamo(new WallClock());
});
afterEach(() => dynamo.close());

/** Takes so many items of each write and leaves the others undone. @returns how many writes there were. */
function throttle(taken: (write: number) => number): () => number {
  const { client, registryTable: table } = dynamo;
  const send = client.send.bind(client) as (command: object) => Promise<unknown>;
  let writes = 0;
  client.send = (async (command: object) => {
    if (!(command instanceof BatchWriteItemCommand)) return send(command);
    const items = command.input.RequestItems![table]!;
    const some = items.slice(0, taken((writes += 1)));
    if (some.length > 0) await send(new BatchWriteItemCommand({ RequestItems: { [table]: some } }));
    return { UnprocessedItems: { [table]: items.slice(some.length) } };
  }) as typeof client.send;
  return () => writes;
}

const importing = () =>
  new DynamoRegistryImport({
    client: dynamo.client,
    table: dynamo.registryTable,
    clock: new HastyClock(),
    overwrite: false,
  }).write(numbers);

it('writes again what a throttled table leaves undone', async () => {
  const writes = throttle((write) => (write % 3 === 0 ? 0 : 10));
  expect((await importing()).map(({ fate }) => fate)).toEqual(numbers.map(() => 'added'));
  expect(writes()).toBeGreaterThan(6);
  const directory = new DynamoNumberDirectory({ client: dynamo.client, table: dynamo.registryTable });
  for (const record of numbers) expect(await directory.findNumber(record.number)).toEqual(record);
});

it('gives up on a table that takes nothing for minutes, and goes on where it stopped', async () => {
  const send = dynamo.client.send.bind(dynamo.client);
  throttle((write) => (write === 1 ? 25 : 0));
  await expect(importing()).rejects.toThrow('run the import again later: it goes on');
  dynamo.client.send = send;
  const fates = (await importing()).map(({ fate }) => fate);
  expect(fates.filter((fate) => fate === 'unchanged')).toHaveLength(25);
  expect(fates.filter((fate) => fate === 'added')).toHaveLength(35);
});

it('does not take a number that somebody registers with a route in between', async () => {
  const record = aNumber({ routes: ['rule-1'] });
  const send = dynamo.client.send.bind(dynamo.client) as (command: object) => Promise<unknown>;
  const options = {
    client: dynamo.client,
    table: dynamo.registryTable,
    clock: new HastyClock(),
    overwrite: false,
  };
  let first = true;
  dynamo.client.send = (async (command: { constructor: { name: string } }) => {
    if (first && command.constructor.name === 'PutItemCommand') {
      first = false;
      await new DynamoRegistryImport(options).write([aNumber({ agent: 'sales' })]);
    }
    return send(command);
  }) as typeof dynamo.client.send;
  expect(await new DynamoRegistryImport(options).write([record])).toEqual([
    { number: record.number, fate: 'changed' },
  ]);
});

it('does not undo what a deployment changes of a number between the look and the write', async () => {
  const { client, registryTable: table } = dynamo;
  const options = { client, table, clock: new HastyClock(), overwrite: false };
  const { number } = aNumber();
  await new DynamoRegistryImport(options).write([aNumber({ variables: { clinic: 'Asha' } })]);
  const send = client.send.bind(client) as (command: object) => Promise<unknown>;
  client.send = (async (command: object) => {
    if (command instanceof PutItemCommand) {
      client.send = send as typeof client.send;
      const store = new DynamoRegistryStore({ ...options, owner: 'a', signal: new AbortController().signal });
      const seen = (await store.read([numberKey(number)])).get(numberKey(number).pk)!.fields;
      const set = { carrier: 'vobiz' };
      await store.changeNumber(aNumber({ ...seen, ...set }), { set, remove: [] }, seen);
    }
    return send(command);
  }) as typeof client.send;

  expect(await new DynamoRegistryImport(options).write([aNumber({ variables: { clinic: 'Rao' } })])).toEqual([
    { number, fate: 'kept-of-operator' },
  ]);
  const directory = new DynamoNumberDirectory({ client, table });
  expect(await directory.findNumber(number)).toMatchObject({
    carrier: 'vobiz',
    variables: { clinic: 'Asha' },
  });
});
