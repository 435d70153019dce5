import * as path from 'node:path';
import { DynamoRegistryImport, type Imported } from '../../../lambda/adapters/dynamodb/registry-import';
import { InvalidInputError } from '../../../lambda/core/errors';
import { inChunks } from '../../../lambda/core/in-chunks';
import { inLanes } from '../../../lambda/core/in-lanes';
import type { ImportDecision } from '../../../lambda/core/numbers/import-decision';
import { numberRecord } from '../../../lambda/core/numbers/number';
import { withRegistry, type OpenRegistry, type RegistryOptions } from '../../registry/open-registry';
import type { Output } from '../../registry/output';
import { changedMeanwhile, counted, FaultyRowsError } from './faulty-rows';
import { progressOf, told, type Progress } from './progress';
import { formatOf, readRows, stampOf, type Format } from './read-rows';
import { Report } from './report';
import { RowChecker } from './row-checker';

/** How a file is imported. */
export interface ImportSettings {
  /** Whether the file wins over what a stack's config or an operator has set. */
  overwrite: boolean;
  /** Looks at every row, and writes nothing. */
  dryRun: boolean;
  /** Where faults are written that are too many for a screen. */
  report: string;
}

export interface ImportFileOptions extends RegistryOptions, ImportSettings {}

type ImportRegistry = Pick<OpenRegistry, 'client' | 'table' | 'clock' | 'changes'>;

/** DynamoDB's limit of one read of many. */
const ROWS_AT_A_TIME = 100;
const LANES = 8;

/**
 * Brings the numbers of a file to the registry. The file is read twice: every row is looked at before the first is
 * written. A second run writes only what differs, so one that was broken off goes on. What a config or an operator has
 * set stays, and is told, unless the file is to win: see `decideImport`.
 *
 * @returns 1 when a number was kept as somebody else set it; else 0.
 * @throws InvalidInputError with every bad row; nothing is written then.
 */
export async function importFile(
  file: string,
  options: ImportFileOptions,
  output: Output = process.stdout,
): Promise<number> {
  formatOf(file, 'FILE');
  stampOf(file);
  return withRegistry(options, (registry) => importInto(registry, file, options, output));
}

/** As `importFile`, into a registry that is open. */
export async function importInto(
  registry: ImportRegistry,
  file: string,
  options: ImportSettings,
  output: Output,
): Promise<number> {
  const format = formatOf(file, 'FILE');
  const stamp = stampOf(file);
  const writer = new DynamoRegistryImport({ ...registry, overwrite: options.overwrite });
  const rows = await checkAll(file, format, { registry, writer, options, output });
  if (options.dryRun) {
    output.write(`${path.basename(file)}: ${counted(rows)} without fault. Nothing was written.\n`);
    return 0;
  }
  if (stampOf(file) !== stamp) throw changedMeanwhile(file);
  const tally = await writeAll(file, format, { writer, rows, options, output });
  if (stampOf(file) !== stamp) throw changedMeanwhile(file);
  for (const line of summaryOf(file, tally)) output.write(`${line}\n`);
  return tally.kept.count > 0 ? 1 : 0;
}

async function checkAll(
  file: string,
  format: Format,
  {
    registry,
    writer,
    options,
    output,
  }: { registry: ImportRegistry; writer: DynamoRegistryImport; options: ImportSettings; output: Output },
): Promise<number> {
  const checker = new RowChecker({ changes: registry.changes, table: writer });
  const report = new Report(options.report, ['line', 'property', 'value', 'fault']);
  const progress = await progressOf('looked at', output);
  let rows = 0;
  for await (const chunk of inChunks(readRows(file, format), ROWS_AT_A_TIME)) {
    for (const { line, property, value, message } of await checker.check(chunk)) {
      await report.add([String(line), property, value, message]);
    }
    rows += chunk.length;
    progress.advance(chunk.length);
  }
  progress.end();
  await report.close();
  if (report.count > 0) throw new FaultyRowsError(file, rows, report);
  if (rows > 0) return rows;
  const message = 'has no rows; write one for each number, as npx byon numbers export does';
  throw new InvalidInputError(path.basename(file), [{ path: '', message }]);
}

interface Tally {
  counts: Record<ImportDecision, number>;
  kept: Report;
}

async function writeAll(
  file: string,
  format: Format,
  {
    writer,
    rows,
    options,
    output,
  }: { writer: DynamoRegistryImport; rows: number; options: ImportSettings; output: Output },
): Promise<Tally> {
  const counts = { added: 0, changed: 0, unchanged: 0, 'kept-of-stack': 0, 'kept-of-operator': 0 };
  const kept = new Report(options.report, ['number', 'kept']);
  const progress = await progressOf('written', output, rows);
  const chunks = inChunks(readRows(file, format), ROWS_AT_A_TIME);
  try {
    await inLanes(chunks, LANES, async (chunk) => {
      const records = chunk.map(({ value }) => {
        const { data } = numberRecord.safeParse(value);
        if (!data) throw changedMeanwhile(file);
        return data;
      });
      await note(await writer.write(records), { counts, kept }, progress);
    });
  } finally {
    progress.end();
    await kept.close();
  }
  return { counts, kept };
}

async function note(imported: Imported[], { counts, kept }: Tally, progress: Progress): Promise<void> {
  progress.advance(imported.length);
  for (const { number, fate } of imported) {
    counts[fate] += 1;
    if (fate === 'kept-of-stack') await kept.add([number, 'as the config of a stack has it']);
    if (fate === 'kept-of-operator') await kept.add([number, 'as an operator set it']);
  }
}

function summaryOf(file: string, { counts, kept }: Tally): string[] {
  const { added, changed, unchanged } = counts;
  const all = added + changed + unchanged + kept.count;
  return [
    `${path.basename(file)}: ${told(all)} ${all === 1 ? 'number' : 'numbers'}.`,
    `  ${told(added)} added`,
    `  ${told(changed)} changed`,
    `  ${told(unchanged)} in the registry already, just so`,
    ...(kept.count > 0
      ? [
          `  ${told(kept.count)} kept, though the file says otherwise:`,
          ...kept.shown.map(([number, why]) => `    ${number}  ${why}`),
        ]
      : []),
    ...(kept.hasFile ? [`    … all of them are in ${kept.file}`] : []),
    ...(kept.count > 0 ? ['Next: run this with --overwrite where the file is right.'] : []),
    ...(added > 0 ? ['No carrier was asked: lead the calls of new numbers here at their carrier.'] : []),
  ];
}
