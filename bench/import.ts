import { fork, type ChildProcess } from 'node:child_process';
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
const HEAP = '--max-old-space-size=128';

type Kind = 'raw' | 'import';

/** Rows from the one to the other, without that. */
interface Rows {
  from: number;
  to: number;
}
interface Done {
  seconds: number;
  peakMb: number;
}

/**
 * An import of a CSV file into an empty registry, and the same items written many at a time and nothing else into
 * another: half of them before and half after, so that a machine that gets busier or idler is no advantage to either,
 * nor is an emulator that gets slower as it fills.
 */
export async function importNumbers(rows: number): Promise<Imported> {
  const [plain, importing] = await Promise.all([Writer.start('raw'), Writer.start('import')]);
  try {
    const before = await plain.write({ from: 0, to: rows / 2 });
    const imported = await importing.write({ from: 0, to: rows });
    const after = await plain.write({ from: rows / 2, to: rows });
    return {
      rowsPerSecond: rows / imported.seconds,
      rawPerSecond: rows / (before.seconds + after.seconds),
      peakMb: imported.peakMb,
    };
  } finally {
    plain.stop();
    importing.stop();
  }
}

/** A process of its own, so that its memory is that of its writes, and an emulator that nobody else has. */
class Writer {
  private constructor(
    private readonly child: ChildProcess,
    readonly stop: () => void,
  ) {}

  static async start(kind: Kind): Promise<Writer> {
    const { ports, stop } = await startServices();
    const child = fork(__filename, [kind, String(ports.dynamo)], { execArgv: [...process.execArgv, HEAP] });
    return new Writer(child, () => {
      child.kill();
      stop();
    });
  }

  async write(rows: Rows): Promise<Done> {
    this.child.send(rows);
    const ended = new AbortController();
    const failed = once(this.child, 'exit', ended).then(() => {
      throw new Error('the process of the writes ended before it was done');
    });
    const [done] = (await Promise.race([once(this.child, 'message'), failed])) as [Done];
    failed.catch(() => {});
    ended.abort();
    return done;
  }
}

async function work(kind: Kind, port: number): Promise<void> {
  const dynamo = connectDynamo(port, new WallClock());
  process.on('message', (rows: Rows) => void answer(rows));
  const answer = async (rows: Rows) => {
    const write = kind === 'raw' ? writeRaw : importFile;
    const seconds = await write(await dynamo, rows);
    // Kilobytes, by Node's documentation.
    process.send?.({ seconds, peakMb: process.resourceUsage().maxRSS / 1000 } satisfies Done);
  };
}

async function writeRaw({ client, registryTable }: LocalDynamo, rows: Rows): Promise<number> {
  let next = rows.from;
  const lane = async () => {
    while (next < rows.to) {
      const from = next;
      next = Math.min(rows.to, from + ITEMS_A_WRITE);
      const some = Array.from({ length: next - from }, (_, i) => numberRecord.parse(recordOf(from + i)));
      const puts = some.map((one) => ({ PutRequest: { Item: importedItem(one, 'operator') } }));
      await client.send(new BatchWriteItemCommand({ RequestItems: { [registryTable]: puts } }));
    }
  };
  return secondsOf(() => Promise.all(Array.from({ length: LANES }, lane)));
}

async function importFile(
  { client, registryTable: table }: LocalDynamo,
  { to: rows }: Rows,
): Promise<number> {
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

if (require.main === module) void work(process.argv[2] as Kind, Number(process.argv[3]));
