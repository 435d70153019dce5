import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import { stringify } from 'csv-stringify/sync';
import type { NumberFilter } from '../../../lambda/adapters/dynamodb/registry-listing';
import { InvalidInputError } from '../../../lambda/core/errors';
import type { NumberRecord } from '../../../lambda/core/numbers/number';
import { withRegistry, type RegistryOptions } from '../../registry/open-registry';
import type { Output } from '../../registry/output';
import { told } from './progress';
import { formatOf, type Format } from './read-rows';
import { JSON_COLUMNS, PLAIN_COLUMNS } from './row';

export interface ExportOptions extends RegistryOptions, NumberFilter {}

/** Writes numbers as they are read into a file which `import` reads back to the very same records. */
export async function exportFile(
  file: string,
  { agent, carrier, status, ...options }: ExportOptions,
  output: Output = process.stdout,
): Promise<void> {
  const format = formatOf(file, 'FILE');
  await withRegistry(options, async ({ listing }) => {
    const stream = createWriteStream(file, { flags: 'wx' });
    await once(stream, 'open').catch(() => {
      throw cannotWrite(file);
    });
    let count = 0;
    for await (const text of textOf(listing.numbers({ agent, carrier, status }), format)) {
      if (!stream.write(text)) await once(stream, 'drain');
      count += 1;
    }
    stream.end();
    await finished(stream);
    // Its head, or its brackets, and one text for each number.
    const numbers = count - (format === 'csv' ? 1 : 2);
    output.write(`${file}: ${numbers === 1 ? 'one number' : `${told(numbers)} numbers`}\n`);
  });
}

async function* textOf(records: AsyncIterable<NumberRecord>, format: Format): AsyncGenerator<string> {
  if (format === 'csv') {
    yield stringify([[...PLAIN_COLUMNS, ...JSON_COLUMNS]]);
    for await (const record of records) yield stringify([cellsOf(record)]);
    return;
  }
  let between = '\n';
  yield '[';
  for await (const record of records) {
    yield `${between}${JSON.stringify(record)}`;
    between = ',\n';
  }
  yield '\n]\n';
}

function cellsOf(record: NumberRecord): string[] {
  return [
    ...PLAIN_COLUMNS.map((name) => record[name] ?? ''),
    ...JSON_COLUMNS.map((name) => (record[name] === undefined ? '' : JSON.stringify(record[name]))),
  ];
}

function cannotWrite(file: string): InvalidInputError {
  const message = `${file} is there already, or its folder is not; name a new file in a folder that is there`;
  return new InvalidInputError('FILE', [{ path: '', message }]);
}
