import { DynamoCallStore } from '../../../../lambda/adapters/dynamodb/call-store';
import { DynamoWrapUpLedger } from '../../../../lambda/adapters/dynamodb/wrap-up-ledger';
import type { WrapUpLedger } from '../../../../lambda/core/memory/ports';
import type { CallStore } from '../../../../lambda/core/ports';
import { openDynamo, type LocalDynamo } from '../../../../local/aws/dynamodb';
import { VirtualClock } from '../../../../local/clock';
import { InMemoryCallStore } from '../../../fakes/ports';
import { InMemoryWrapUpLedger } from '../../../fakes/wrap-up';

const clock = new VirtualClock();
let dynamo: LocalDynamo;
beforeAll(async () => void (dynamo = await openDynamo(clock)));
afterAll(() => dynamo.close());

const inTable = (): [CallStore, WrapUpLedger] => {
  const options = { client: dynamo.client, table: dynamo.callsTable, clock, ttlDays: 1 };
  return [new DynamoCallStore(options), new DynamoWrapUpLedger(options)];
};
const inMemory = (): [CallStore, WrapUpLedger] => {
  const store = new InMemoryCallStore();
  return [store, new InMemoryWrapUpLedger(store)];
};

describe.each([
  ['in the table', inTable],
  ['in memory', inMemory],
])('claims %s', (_, open) => {
  const callId = 'call-1';
  const claim = (by: string, now: number) => ({ callId, by, now, until: now + 100 });

  it('let one at a time wrap a call up, and nobody once it is done', async () => {
    const [store, ledger] = open();
    expect(await ledger.claim(claim('a', 1000))).toBe('unknown');
    await store.saveCall({ callId, startedAt: 1 });
    expect(await ledger.claim(claim('a', 1000))).toBe('claimed');
    expect(await ledger.claim(claim('b', 1099))).toBe('held');
    expect(await ledger.claim(claim('a', 1099))).toBe('claimed');
    expect(await ledger.claim(claim('b', 1199))).toBe('claimed');
    await store.saveCall({ callId, wrappedUpAt: 1200 });
    expect(await ledger.claim(claim('b', 1201))).toBe('done');
    expect(await store.findCall(callId)).toMatchObject({ wrapUpBy: 'b', wrapUpUntil: 1299, startedAt: 1 });
  });
});
