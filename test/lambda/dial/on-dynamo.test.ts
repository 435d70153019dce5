import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { DynamoConsents } from '../../../lambda/adapters/dynamodb/consent-store';
import { DynamoDailyBudget } from '../../../lambda/adapters/dynamodb/daily-budget';
import { DynamoDialStore } from '../../../lambda/adapters/dynamodb/dial-store';
import { DynamoEvidence } from '../../../lambda/adapters/dynamodb/evidence-store';
import { toItem } from '../../../lambda/adapters/dynamodb/items';
import { DynamoNumberDirectory } from '../../../lambda/adapters/dynamodb/number-directory';
import { DynamoOptOuts } from '../../../lambda/adapters/dynamodb/opt-out-store';
import { DynamoDialRequests, DynamoOutboundSwitch } from '../../../lambda/adapters/dynamodb/outbound-stores';
import { agentKey, numberKey } from '../../../lambda/adapters/dynamodb/registry-keys';
import { DynamoScrubs } from '../../../lambda/adapters/dynamodb/scrub-store';
import { DynamoTrunkStates } from '../../../lambda/adapters/dynamodb/trunk-states';
import { verifyChain } from '../../../lambda/adapters/evidence-chain';
import { CALLS_RIGHTS, REGISTRY_RIGHTS, type KeyedRights } from '../../../lib/outbound/dial-rights';
import { openDynamo, type LocalDynamo } from '../../../local/aws/dynamodb';
import { WallClock } from '../../../local/clock';
import { anAgent } from '../../builders/agent';
import { aRequest, DialDesk, FROM, TO } from '../../builders/dial-desk';
import { aNumber } from '../../builders/number';
import { CALLEES } from '../../fakes/callee-hash';

let dynamo: LocalDynamo;
beforeAll(async () => {
  dynamo = await openDynamo(new WallClock());
});
afterAll(() => dynamo.close());

/** What was asked of a table: an action, and the partition key. */
type Asked = [table: string, action: string, key: string];

interface Input {
  TableName: string;
  Key?: { pk: { S: string } };
  Item?: { pk: { S: string } };
  ExpressionAttributeValues?: Record<string, { S: string }>;
}

/** A desk that keeps everything in the tables, and notes what it asks of them. */
async function inTables(): Promise<{ desk: DialDesk; asked: Asked[] }> {
  const { client, registryTable, callsTable } = dynamo;
  const desk = await new DialDesk().agreed();
  const { clock } = desk;
  const registry = { client, table: registryTable };
  const calls = { client, table: callsTable, clock, ttlDays: 90 };
  const consents = new DynamoConsents(registry);
  for (const record of desk.consents.records) await consents.save(record);
  const number = aNumber({ number: FROM, carrier: 'twilio' });
  for (const item of [toItem(numberKey(FROM), number), toItem(agentKey('reception'), anAgent())]) {
    await client.send(new PutItemCommand({ TableName: registryTable, Item: item }));
  }
  const asked: Asked[] = [];
  client.middlewareStack.add(
    (next, { commandName = '' }) =>
      (args) => {
        const { TableName, Key, Item, ExpressionAttributeValues } = args.input as Input;
        const key = (Key ?? Item)?.pk.S ?? ExpressionAttributeValues?.[':pk']?.S ?? '';
        asked.push([TableName, `dynamodb:${commandName.replace('Command', '')}`, key]);
        return next(args);
      },
    { step: 'initialize' },
  );
  Object.assign(desk.ports, {
    directory: new DynamoNumberDirectory(registry),
    consents,
    scrubs: new DynamoScrubs(registry),
    optOuts: new DynamoOptOuts(registry),
    evidence: new DynamoEvidence(registry),
    requests: new DynamoDialRequests(registry),
    dials: new DynamoDialStore(calls),
    toggle: new DynamoOutboundSwitch(registry),
    days: new DynamoDailyBudget(calls),
    trunks: new DynamoTrunkStates(calls),
  });
  return { desk, asked };
}

const isAllowed = (rights: readonly KeyedRights[], action: string, key: string) =>
  rights.some(
    ({ actions, keys }) =>
      actions.includes(action) &&
      keys.some((allowed) =>
        allowed.endsWith('*') ? key.startsWith(allowed.slice(0, -1)) : key === allowed,
      ),
  );

it('dials once for many at once, keeps its evidence, and asks nothing that its role may not', async () => {
  const { desk, asked } = await inTables();
  desk.trunk.limits.callsPerSecond = 50;
  await Promise.allSettled(Array.from({ length: 8 }, () => desk.dial()));
  expect(await desk.dial()).toMatchObject({ dialled: true, record: { state: 'placed' } });
  expect(desk.dialler.dialled).toHaveLength(1);
  await expect(desk.dial(aRequest({ about: 'another' }))).rejects.toThrow(/was used for another call/);
  const spending = { perDay: 50, pricePerMinute: { US: 1 } };
  const dear = { settings: { ...desk.ports.settings, spending } };
  expect(await desk.dial(aRequest({ idempotencyKey: '2' }), dear)).toMatchObject({ dialled: true });
  const history = await desk.ports.evidence.history(await CALLEES.of(TO), 0);
  expect(history.map(({ decision }) => decision.allowed)).toEqual([true, true]);
  expect(verifyChain(history)).toEqual({ sound: true });
  await expect(desk.dial(aRequest({ idempotencyKey: '3' }), dear)).rejects.toThrow(/20 is left/);
  const rights = { [dynamo.registryTable]: REGISTRY_RIGHTS, [dynamo.callsTable]: CALLS_RIGHTS };
  expect(asked.length).toBeGreaterThan(50);
  expect(asked.filter(([table, action, key]) => !isAllowed(rights[table]!, action, key))).toEqual([]);
  // And its role may nothing that it does not ask.
  const used = (table: string, action: string, key: string) =>
    asked.some(
      ([one, other, pk]) => one === table && other === action && pk.startsWith(key.replace('*', '')),
    );
  for (const [table, all] of Object.entries(rights)) {
    for (const { actions, keys } of all) {
      for (const action of actions) expect(keys.filter((key) => !used(table, action, key))).toEqual([]);
    }
  }
});
