import * as fc from 'fast-check';
import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import { DynamoToolLedger } from '../../../../lambda/adapters/dynamodb/tool-ledger';
import { runTool } from '../../../../lambda/core/tools/run-tool';
import type { ToolLedger } from '../../../../lambda/core/tools/tool-runner';
import { openDynamo, type LocalDynamo } from '../../../../local/aws/dynamodb';
import { WallClock } from '../../../../local/clock';
import { aLambdaTool } from '../../../builders/tool';
import { InMemoryDigitVault } from '../../../fakes/digit-vault';
import { RecordingLog } from '../../../fakes/ports';
import { InMemoryToolLedger, ScriptedToolRunner } from '../../../fakes/tools';

const clock = new WallClock();
let dynamo: LocalDynamo;
beforeAll(async () => {
  dynamo = await openDynamo(clock);
});
afterAll(() => dynamo.close());

const ledgers: Record<string, () => ToolLedger> = {
  'in the table': () =>
    new DynamoToolLedger({ client: dynamo.client, table: dynamo.callsTable, clock, ttlDays: 1 }),
  'in memory': () => new InMemoryToolLedger(),
};

describe.each(Object.entries(ledgers))('a run of a tool %s', (name, open) => {
  let calls = 0;
  const aPlace = () => ({ callId: `${name}-${++calls}`, turn: 1, round: 1, index: 1 });
  const run = { name: 'book', args: { date: '2026-12-01', guests: [{ age: 7 }] } };
  const result = { status: 'done' as const, content: 'ten' };

  it('takes its place once', async () => {
    const ledger = open();
    const place = aPlace();
    expect(await ledger.claim(place, run)).toBeUndefined();
    expect(await ledger.claim(place, { name: 'cancel', args: {} })).toEqual(run);
  });

  it('is known with its result when it has one', async () => {
    const ledger = open();
    const place = aPlace();
    await ledger.claim(place, run);
    await ledger.settle(place, { ...run, result });
    expect(await ledger.claim(place, run)).toEqual({ ...run, result });
  });

  it('leaves the other places of the call free', async () => {
    const ledger = open();
    const place = aPlace();
    await ledger.claim(place, run);
    for (const other of [{ turn: 2 }, { round: 2 }, { index: 2 }, { callId: `${place.callId}x` }]) {
      expect(await ledger.claim({ ...place, ...other }, run)).toBeUndefined();
    }
  });

  it('is listed with the others of its call, in the order of their places', async () => {
    const ledger = open();
    const place = aPlace();
    const later = { ...place, turn: 12 };
    await ledger.claim(later, run);
    await ledger.claim({ ...place, turn: 2, index: 2 }, { name: 'cancel', args: {} });
    await ledger.settle({ ...place, turn: 2, index: 2 }, { name: 'cancel', args: {}, result });
    await ledger.claim({ ...place, callId: `${place.callId}0` }, run);
    expect(await ledger.runsOf(place.callId)).toEqual([
      { name: 'cancel', args: {}, result, place: { ...place, turn: 2, index: 2 } },
      { ...run, place: later },
    ]);
  });

  it('is made once, however often and however much at once its turn is delivered', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 8 }), { minLength: 1, maxLength: 3 }),
        async (waves) => {
          const runner = new ScriptedToolRunner(clock, { book: 'ten' });
          const ledger = open();
          const { callId } = aPlace();
          const deliver = () =>
            runTool(
              {
                tool: aLambdaTool(),
                args: { date: '2026-12-01' },
                call: { id: callId, turn: 1, agent: 'reception' },
                round: 1,
                index: 1,
                until: clock.now() + 15_000,
              },
              { runner, ledger, vault: new InMemoryDigitVault(), clock, log: new RecordingLog() },
            );
          const told: string[] = [];
          for (const deliveries of waves) {
            const results = await Promise.all(Array.from({ length: deliveries }, deliver));
            told.push(...results.map(({ content }) => content));
          }
          expect(runner.runs).toHaveLength(1);
          const first = told.slice(0, waves[0]);
          expect(first).toContain('ten');
          for (const content of told.slice(waves[0])) expect(content).toBe('ten');
        },
      ),
      { numRuns: 15 },
    );
  });
});

it('expires along with its call, under the turn that it belongs to', async () => {
  const ledger = new DynamoToolLedger({ client: dynamo.client, table: dynamo.callsTable, clock, ttlDays: 2 });
  await ledger.claim({ callId: 'c', turn: 3, round: 1, index: 2 }, { name: 'book', args: {} });
  const { Item } = await dynamo.client.send(
    new GetItemCommand({
      TableName: dynamo.callsTable,
      Key: { pk: { S: 'CALL#c' }, sk: { S: 'TOOL#0003#01-02' } },
    }),
  );
  const inDays = (Number(Item?.['expiresAt']?.N) * 1000 - clock.now()) / 86_400_000;
  expect(inDays).toBeCloseTo(2, 1);
});
