import { createReadStream, statSync } from 'node:fs';
import * as path from 'node:path';
import { InvalidInputError } from '../../../lambda/core/errors';
import { csvRows } from './csv-rows';
import { jsonRows } from './json-rows';
import type { Row } from './row';

export type Format = 'csv' | 'json';

/** @throws InvalidInputError for a name that ends otherwise. */
export function formatOf(file: string, argument: string): Format {
  const ending = path.extname(file).slice(1).toLowerCase();
  if (ending === 'csv' || ending === 'json') return ending;
  if (ending === 'jsonl' || ending === 'ndjson') return 'json';
  const message = `must end in .csv or .json; it is ${file}`;
  throw new InvalidInputError(argument, [{ path: '', message }]);
}

/** Tells whether a file is still the one that was looked at. @throws InvalidInputError where there is none. */
export function stampOf(file: string): string {
  const found = statSync(file, { throwIfNoEntry: false });
  if (found?.isFile()) return `${found.size} ${found.mtimeMs}`;
  throw new InvalidInputError('FILE', [{ path: '', message: `there is no file ${path.resolve(file)}` }]);
}

/** The rows of a file, of which a few are held at a time. */
export async function* readRows(file: string, format: Format): AsyncGenerator<Row> {
  const stream = createReadStream(file);
  try {
    yield* format === 'csv' ? csvRows(stream) : jsonRows(stream);
  } finally {
    stream.destroy();
  }
}
