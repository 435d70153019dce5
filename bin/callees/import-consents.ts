import * as path from 'node:path';
import { DynamoConsents } from '../../lambda/adapters/dynamodb/consent-store';
import { consentOf } from '../../lambda/core/compliance/consent-input';
import { InvalidInputError } from '../../lambda/core/errors';
import { inLanes } from '../../lambda/core/in-lanes';
import { changedMeanwhile, counted, FaultyRowsError } from '../numbers/file/faulty-rows';
import { progressOf, told } from '../numbers/file/progress';
import { stampOf } from '../numbers/file/read-rows';
import { Report } from '../numbers/file/report';
import type { RegistryOptions } from '../registry/open-registry';
import type { Output } from '../registry/output';
import { consentRows, type ReadConsent } from './consent-rows';
import { withCallees, type OpenCallees } from './open-callees';

export interface ImportConsentsOptions extends RegistryOptions {
  /** Looks at every row, and writes nothing. */
  dryRun: boolean;
  /** Where faults are written that are too many for a screen. */
  report: string;
}

const LANES = 8;

/**
 * Brings the consents of a CSV file to the registry. Every row is looked at before the first is written. The same id is
 * the same consent, so a second run changes nothing. What was revoked stays revoked.
 *
 * @returns 1 when a consent was revoked before; else 0.
 * @throws InvalidInputError with every bad row; nothing is written then.
 */
export async function importConsents(
  file: string,
  options: ImportConsentsOptions,
  output: Output = process.stdout,
): Promise<number> {
  if (path.extname(file).toLowerCase() !== '.csv') {
    throw new InvalidInputError('FILE', [{ path: '', message: `must end in .csv; it is ${file}` }]);
  }
  const stamp = stampOf(file);
  return withCallees(options, async (registry) => {
    const now = registry.clock.now();
    const rows = await checkAll(consentRows(file, now), file, options, output);
    if (options.dryRun) {
      output.write(`${path.basename(file)}: ${counted(rows)} without fault. Nothing was written.\n`);
      return 0;
    }
    const revoked = await writeAll(consentRows(file, now), file, { registry, rows, stamp, output });
    if (stampOf(file) !== stamp) throw changedMeanwhile(file);
    output.write(`${path.basename(file)}: ${told(rows - revoked.length)} of ${counted(rows)} noted.\n`);
    if (revoked.length === 0) return 0;
    output.write(
      `${told(revoked.length)} stay revoked, as they were: lines ${revoked.slice(0, 20).join(', ')}` +
        `${revoked.length > 20 ? ', …' : ''}. A new consent has an id of its own.\n`,
    );
    return 1;
  });
}

async function checkAll(
  all: AsyncGenerator<ReadConsent>,
  file: string,
  options: ImportConsentsOptions,
  output: Output,
): Promise<number> {
  const report = new Report(options.report, ['line', 'property', 'value', 'fault']);
  const progress = await progressOf('looked at', output);
  let rows = 0;
  for await (const read of all) {
    rows += 1;
    progress.advance(1);
    if ('row' in read) continue;
    for (const [property, message] of read.faults) {
      await report.add([String(read.line), property, '', message]);
    }
  }
  progress.end();
  await report.close();
  if (report.count > 0) throw new FaultyRowsError(file, rows, report);
  if (rows > 0) return rows;
  const message = 'has no rows; write one for each consent below the head';
  throw new InvalidInputError(path.basename(file), [{ path: '', message }]);
}

/** @returns the lines of those that were revoked before. */
async function writeAll(
  all: AsyncGenerator<ReadConsent>,
  file: string,
  { registry, rows, stamp, output }: { registry: OpenCallees; rows: number; stamp: string; output: Output },
): Promise<number[]> {
  if (stampOf(file) !== stamp) throw changedMeanwhile(file);
  const consents = new DynamoConsents(registry);
  const revoked: number[] = [];
  const progress = await progressOf('written', output, rows);
  try {
    await inLanes(all, LANES, async (read) => {
      if (!('row' in read)) throw changedMeanwhile(file);
      const { number, input } = read.row;
      const isNoted = await consents.save(consentOf(input, await registry.callees.of(number)));
      if (!isNoted) revoked.push(read.line);
      progress.advance(1);
    });
  } finally {
    progress.end();
  }
  return revoked.sort((a, b) => a - b);
}
