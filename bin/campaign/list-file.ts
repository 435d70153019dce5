import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import * as path from 'node:path';
import { Readable } from 'node:stream';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { CsvError, parse } from 'csv-parse/sync';
import * as z from 'zod';
import { InvalidInputError, type Fault } from '../../lambda/core/errors';
import type { ListRow } from '../../lambda/core/outbound/campaign/list';
import { connection, type AwsOptions } from '../aws/connection';
import { guard, type AllowedCalls } from '../aws/guard';
import { jsonRows } from '../numbers/file/json-rows';
import { formatOf } from '../numbers/file/read-rows';

/** A list of callees, as it was read. */
export interface ListFile {
  /** Of the bytes of the file. */
  sha256: string;
  rows: ListRow[];
  /** Of rows that cannot be read. */
  faults: Fault[];
}

const ALLOWED_CALLS = { 'S3Client/GetObjectCommand': 's3:GetObject' } as const satisfies AllowedCalls;

const CALLEE = 'callee';
const TIME_ZONE = 'timeZone';
const S3_ADDRESS = /^s3:\/\/([^/]+)\/(.+)$/;

/**
 * Reads a list of callees: CSV with the columns `callee`, `timeZone` if need be, and one for each variable; or JSON,
 * a list of objects with `callee`, `timeZone` and `variables`.
 *
 * @param source a path, or `s3://bucket/key`.
 * @throws InvalidInputError where there is no such file, or it is of another kind.
 */
export async function readList(source: string, options: AwsOptions): Promise<ListFile> {
  const format = formatOf(source, 'LIST');
  const bytes = await bytesOf(source, options);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const read = format === 'csv' ? readCsv(bytes) : await readJson(bytes);
  return { sha256, ...read };
}

async function bytesOf(source: string, options: AwsOptions): Promise<Uint8Array> {
  const [, Bucket, Key] = S3_ADDRESS.exec(source) ?? [];
  if (Bucket !== undefined && Key !== undefined) {
    const client = guard(new S3Client(connection(options)), ALLOWED_CALLS);
    const { Body } = await client.send(new GetObjectCommand({ Bucket, Key }));
    return Body!.transformToByteArray();
  }
  if (statSync(source, { throwIfNoEntry: false })?.isFile()) return readFileSync(source);
  throw new InvalidInputError('LIST', [{ path: '', message: `there is no file ${path.resolve(source)}` }]);
}

type Read = Pick<ListFile, 'rows' | 'faults'>;

function readCsv(bytes: Uint8Array): Read {
  let records: { record: string[]; info: { lines: number } }[];
  try {
    const options = { bom: true, trim: true, info: true, relax_column_count: true, skip_empty_lines: true };
    records = parse(Buffer.from(bytes), options) as unknown as typeof records;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return { rows: [], faults: [{ path: '', message: `the file is no CSV: ${error.message}` }] };
  }
  const [head, ...rest] = records;
  const names = head?.record ?? [];
  const faults = faultsOfHead(names);
  const rows: ListRow[] = [];
  if (faults.length > 0) return { rows, faults };
  for (const { record, info } of rest) {
    const line = info.lines - (record.join('').split('\n').length - 1);
    if (record.length !== names.length) {
      const message = `has ${record.length} cells, and the head has ${names.length}; quote cells with commas`;
      faults.push({ path: '', line, message });
      continue;
    }
    const {
      [CALLEE]: callee = '',
      [TIME_ZONE]: timeZone = '',
      ...variables
    } = Object.fromEntries(names.map((name, i) => [name, record[i]!]));
    rows.push({ line, callee, ...(timeZone !== '' && { timeZone }), variables });
  }
  return { rows, faults };
}

function faultsOfHead(names: readonly string[]): Fault[] {
  const twice = names.filter((name, i) => name === '' || names.indexOf(name) < i);
  return [
    ...(names.includes(CALLEE) ? [] : ['the head has no column callee; every other column is a variable']),
    ...twice.map((name) => (name === '' ? 'a column has no name' : `column ${name} stands twice; keep one`)),
  ].map((message) => ({ path: '', line: 1, message }));
}

const jsonRow = z.strictObject({
  callee: z.string(),
  timeZone: z.string().optional(),
  variables: z.record(z.string(), z.string()).default({}),
});

async function readJson(bytes: Uint8Array): Promise<Read> {
  const read: Read = { rows: [], faults: [] };
  for await (const { line, value, fault } of jsonRows(
    Readable.from(Buffer.from(bytes), { objectMode: false }),
  )) {
    const { data, error } = jsonRow.safeParse(value);
    if (fault !== undefined) read.faults.push({ path: '', line, message: fault });
    else if (data) read.rows.push({ line, ...data });
    else {
      read.faults.push(
        ...error.issues.map(({ path: at, message }) => ({ path: at.join('.'), line, message })),
      );
    }
  }
  return read;
}
