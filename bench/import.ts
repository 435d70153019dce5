import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { BatchWriteItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { importInto } from '../bin/numbers/file/import-file';
import { DynamoRegistryChanges } from '../lambda/adapters/dynamodb/registry-changes';
import { importedItem } from '../lambda/adapters/dynamodb/registry-import';
import { itemsOfAgent } from '../lambda/adapters/dynamodb/registry-keys';
import { SystemClock } from '../lambda/adapters/system-clock';
import { numberRecord } from '../lambda/core/numbers/number';
import { connectDynamo, type LocalDynamo } from '../local/aws/dynamodb';
import { WallClock } from '../local/clock';
import { CLINIC } from './clinic';
import type { Imported } from './report';
import { startServices } from './services';

/** As many requests at once as the import has. */
const LANES = 8;
const ITEMS_A_WRITE = 25;
/** Node would rather take more memory than tidy up. */
const HEAP = '--max-old-space-size=96';

/** What a process of its own is asked, so that its memory is the import's. */
interface Job {
  kind: 'raw' | 'import';
  port: number;
  rows: number;
}
interface Done {
  seconds: number;
  peakMb: number;
}

/**
 * An import of a CSV file into an empty registry, and the same items written many at a time and nothing else: half of
 * them before and half after, so that a machine that gets busier or idler is no advantage to either.
 */
export async function importNumbers(rows: number): Promise<Imported> {
  const before = await run('raw', rows / 2);
  const imported = await run('import', rows);
  const after = await run('raw', rows / 2);
  return {
    rowsPerSecond: rows / imported.seconds,
    rawPerSecond: rows / (before.seconds + after.seconds),
    peakMb: imported.peakMb,
  };
}

/** Each has an emulator of its own, and an empty one. */
async function run(kind: Job['kind'], rows: number): Promise<Done> {
  const { ports, stop } = await startServices();
  const child = fork(__filename, { execArgv: [...process.execArgv, HEAP] });
  try {
    child.send({ kind, port: ports.dynamo, rows } satisfies Job);
    const failed = once(child, 'exit').then(() => {
      throw new Error(`the process of the ${kind} writes ended before it was done`);
    });
    failed.catch(() => {});
    const [done] = (await Promise.race([once(child, 'message'), failed])) as [Done];
    return done;
  } finally {
    child.kill();
    stop();
  }
}

async function work({ kind, port, rows }: Job): Promise<void> {
  const dynamo = await connectDynamo(port, new WallClock());
  const seconds = kind === 'raw' ? await writeRaw(dynamo, rows) : await importFile(dynamo, rows);
  // Kilobytes, by Node's documentation.
  process.send?.({ seconds, peakMb: process.resourceUsage().maxRSS / 1000 } satisfies Done);
  process.disconnect();
  await dynamo.close();
}

async function writeRaw({ client, registryTable }: LocalDynamo, rows: number): Promise<number> {
  let next = 0;
  const lane = async () => {
    while (next < rows) {
      const from = next;
      next = Math.min(rows, from + ITEMS_A_WRITE);
      const some = Array.from({ length: next - from }, (_, i) => numberRecord.parse(recordOf(from + i)));
      const puts = some.map((one) => ({ PutRequest: { Item: importedItem(one, 'operator') } }));
      await client.send(new BatchWriteItemCommand({ RequestItems: { [registryTable]: puts } }));
    }
  };
  return secondsOf(() => Promise.all(Array.from({ length: LANES }, lane)));
}

async function importFile({ client, registryTable: table }: LocalDynamo, rows: number): Promise<number> {
  const folder = mkdtempSync(path.join(tmpdir(), 'byon-bench-'));
  try {
    const file = path.join(folder, 'numbers.csv');
    const lines = Array.from({ length: rows }, (_, i) => {
      const { number, agent, variables } = recordOf(i);
      return `${number},${agent},${variables.branch}\n`;
    });
    writeFileSync(file, `number,agent,variables.branch\n${lines.join('')}`);
    for (const Item of itemsOfAgent(CLINIC.agents[0]!)) {
      await client.send(new PutItemCommand({ TableName: table, Item }));
    }
    const clock = new SystemClock();
    const registry = { client, table, clock, changes: new DynamoRegistryChanges({ client, table, clock }) };
    const settings = { overwrite: false, dryRun: false, report: path.join(folder, 'report.csv') };
    const silent = { write: () => true };
    return await secondsOf(() => importInto(registry, file, settings, silent));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function recordOf(i: number) {
  const number = `+9180${String(40_000_000 + i)}`;
  return { number, agent: CLINIC.agents[0]!.id, variables: { branch: `branch ${i}` } };
}

async function secondsOf(act: () => Promise<unknown>): Promise<number> {
  const from = performance.now();
  await act();
  return (performance.now() - from) / 1000;
}

if (require.main === module) process.on('message', (job: Job) => void work(job));
