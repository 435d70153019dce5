import { existsSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { parse, YAMLParseError } from 'yaml';
import * as z from 'zod';
import { ROWS_AT_A_TIME } from '../../lambda/campaign-desk/requests';
import { InvalidInputError, type Fault } from '../../lambda/core/errors';
import { ListChecker, type ListRow } from '../../lambda/core/outbound/campaign/list';
import { progressOf, told } from '../numbers/file/progress';
import type { Output } from '../registry/output';
import type { StackOptions } from '../dial/dial-function';
import { openDesk, type Desk } from './desk';
import { readList, type ListFile } from './list-file';

export interface StartOptions extends StackOptions {
  /** A path, or `s3://bucket/key`. */
  list: string;
  /** Looks at settings and rows, and starts nothing. */
  dryRun: boolean;
}

/** So many faults a person reads on a screen. */
const SHOWN = 50;

/** AWS Lambda takes six million and a little, with all that stands around the rows. */
const BYTES_AT_A_TIME = 5_000_000;

const named = z.object({ id: z.string() });

/**
 * Starts a campaign, once neither its settings nor a row of its list has a fault. To do it again with the same files
 * is safe: it goes on where it was broken off.
 *
 * @throws InvalidInputError with every fault; then nothing was started.
 */
export async function startCampaign(
  file: string,
  { list, dryRun, ...options }: StartOptions,
  output: Output = process.stdout,
): Promise<void> {
  const settings = readSettings(file);
  const read = await readList(list, options);
  await startWith(
    await openDesk(options),
    { settings, list: read, name: path.basename(list), dryRun },
    output,
  );
}

/** As `startCampaign`, with what was read. @param name of the list. */
export async function startWith(
  desk: Desk,
  { settings, list, name, dryRun }: { settings: unknown; list: ListFile; name: string; dryRun: boolean },
  output: Output,
): Promise<void> {
  const { rules } = await desk.ask({ action: 'rules', settings }, 'rules');
  const checker = new ListChecker(rules);
  const { sha256, rows } = list;
  demandNone(name, [...list.faults, ...rows.flatMap((row) => checker.faultsOf(row))], rows.length);
  if (dryRun) {
    output.write(`${told(rows.length)} rows without fault. Nothing was started.\n`);
    return;
  }
  const { id } = named.parse(settings);
  const opened = await desk.ask({ action: 'open', settings, list: { sha256, rows: rows.length } }, 'state');
  if (opened.state !== 'loading') {
    output.write(`Campaign ${id} was started before with this very list; it is ${opened.state}.\n`);
    return;
  }
  const progress = await progressOf('loaded', output, rows.length);
  for (const chunk of chunksOf(rows)) {
    await desk.ask({ action: 'load', id, sha256, rows: chunk }, 'state');
    progress.advance(chunk.length);
  }
  progress.end();
  const { state } = await desk.ask({ action: 'start', id, sha256 }, 'state');
  output.write(
    `Campaign ${id} with ${told(rows.length)} callees is ${state}; the first calls are made within a minute of its ` +
      `hours. Next: npx byon campaign status ${id}\n`,
  );
}

/** Parts of a list that each fit into one invocation of a function. */
function* chunksOf(rows: readonly ListRow[]): Generator<ListRow[]> {
  let chunk: ListRow[] = [];
  let bytes = 0;
  for (const row of rows) {
    const size = Buffer.byteLength(JSON.stringify(row));
    if (chunk.length === ROWS_AT_A_TIME || bytes + size > BYTES_AT_A_TIME) {
      yield chunk;
      chunk = [];
      bytes = 0;
    }
    chunk.push(row);
    bytes += size;
  }
  yield chunk;
}

function readSettings(file: string): unknown {
  if (!existsSync(file)) {
    throw new InvalidInputError('SETTINGS', [
      { path: '', message: `there is no file ${path.resolve(file)}` },
    ]);
  }
  try {
    return parse(readFileSync(file, 'utf8'));
  } catch (error) {
    if (!(error instanceof YAMLParseError)) throw error;
    throw new InvalidInputError(path.basename(file), [{ path: '', message: error.message }]);
  }
}

function demandNone(name: string, faults: readonly Fault[], rows: number): void {
  if (faults.length === 0 && rows > 0) return;
  if (faults.length === 0) {
    throw new InvalidInputError(name, [{ path: '', message: 'has no rows; write one for each callee' }]);
  }
  const inOrder = [...faults].sort((one, other) => (one.line ?? 0) - (other.line ?? 0));
  const error = new InvalidInputError(name, inOrder);
  const lines = error.message.split('\n');
  const more = lines.length - 1 - SHOWN;
  error.message = [...lines.slice(0, SHOWN + 1), ...(more > 0 ? [`  … and ${told(more)} more`] : [])].join(
    '\n',
  );
  throw error;
}
