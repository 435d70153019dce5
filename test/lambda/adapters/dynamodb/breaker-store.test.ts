import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { DynamoBreakerStore } from '../../../../lambda/adapters/dynamodb/breaker-store';
import { HEALTHY, type Breaker } from '../../../../lambda/core/providers/breaker';
import type { BreakerStore } from '../../../../lambda/core/providers/breaker-store';
import { openDynamo, type LocalDynamo } from '../../../../local/aws/dynamodb';
import { VirtualClock, WallClock } from '../../../../local/clock';
import { InMemoryBreakerStore } from '../../../fakes/breaker-store';

const NOW = 1_767_225_600_000;
const clock = new VirtualClock(NOW);
let dynamo: LocalDynamo;
beforeAll(async () => {
  dynamo = await openDynamo(new WallClock());
});
afterAll(() => dynamo.close());

const inTable = (table = dynamo.callsTable) =>
  new DynamoBreakerStore({ client: dynamo.client, table, clock });
const stores: Record<string, () => BreakerStore> = {
  'in the table': inTable,
  'in memory': () => new InMemoryBreakerStore(),
};

const FAILING: Breaker = { state: 'closed', failures: 2, since: NOW };
const OPEN: Breaker = { state: 'open', openedAt: NOW, until: NOW + 30_000 };

describe.each(Object.entries(stores))('a breaker %s', (_, open) => {
  let made = 0;
  const newName = () => `llm/openai/gpt-${++made}`;

  it('comes back as it was stored, with its version', async () => {
    const [store, a, b, c] = [open(), newName(), newName(), newName()];
    expect(await store.replace(a, 0, FAILING)).toBe(true);
    expect(await store.replace(b, 0, FAILING)).toBe(true);
    expect(await store.replace(b, 1, { ...OPEN, trialUntil: NOW + 31_000 })).toBe(true);
    expect(await store.read([a, b, c])).toEqual(
      new Map([
        [a, { version: 1, breaker: FAILING }],
        [b, { version: 2, breaker: { ...OPEN, trialUntil: NOW + 31_000 } }],
      ]),
    );
  });

  it('loses its trial and its failures', async () => {
    const [store, name] = [open(), newName()];
    await store.replace(name, 0, { ...OPEN, trialUntil: NOW });
    await store.replace(name, 1, { ...OPEN, trialUntil: undefined });
    expect((await store.read([name])).get(name)?.breaker).toEqual(OPEN);
    await store.replace(name, 2, HEALTHY);
    expect((await store.read([name])).get(name)?.breaker).toEqual(HEALTHY);
  });

  it('is changed on top of the version that was read, and of no other', async () => {
    const [store, name] = [open(), newName()];
    expect(await store.replace(name, 1, FAILING)).toBe(false);
    await store.replace(name, 0, FAILING);
    expect(await store.replace(name, 0, OPEN)).toBe(false);
    expect(await store.replace(name, 2, OPEN)).toBe(false);
    expect((await store.read([name])).get(name)).toEqual({ version: 1, breaker: FAILING });
  });

  it('is changed by one of many who do so at the same time', async () => {
    const [store, name] = [open(), newName()];
    await store.replace(name, 0, FAILING);
    const changes = await Promise.all(Array.from({ length: 10 }, () => store.replace(name, 1, OPEN)));
    expect(changes.filter(Boolean)).toHaveLength(1);
  });

  it('may be asked for twice in one go', async () => {
    const [store, name] = [open(), newName()];
    await store.replace(name, 0, FAILING);
    expect((await store.read([name, name])).size).toBe(1);
  });
});

it('is forgotten a day after its last change', async () => {
  await inTable().replace('stt/sim/ear', 0, OPEN);
  const Key = marshall({ pk: 'BREAKER#stt/sim/ear', sk: 'STATE' });
  const { Item } = await dynamo.client.send(new GetItemCommand({ TableName: dynamo.callsTable, Key }));
  expect(unmarshall(Item!)['expiresAt']).toBe(NOW / 1000 + 86_400);
});

it('of a table that is not there is an error, not a conflict', async () => {
  await expect(inTable('gone').replace('stt/sim/ear', 0, OPEN)).rejects.toThrow(/not found|resource/i);
});
