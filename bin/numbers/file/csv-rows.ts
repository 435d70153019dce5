import type { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { suggestion } from '../../../lib/private/nearest';
import { JSON_COLUMNS, PLAIN_COLUMNS, VARIABLE_PREFIX, type Row } from './row';

/** Characters of one row. DynamoDB takes 400 kB for a record. */
const LONGEST_ROW = 1_000_000;

type Parsed = { record: string[]; info: { lines: number; error?: CsvError } };

/** Rows of a CSV file with a head. An empty cell is a property that is not given. */
export async function* csvRows(file: Readable): AsyncGenerator<Row> {
  const parser = file.pipe(
    parse({
      bom: true,
      info: true,
      trim: true,
      relax_column_count: true,
      skip_empty_lines: true,
      max_record_size: LONGEST_ROW,
    }),
  );
  file.on('error', (error) => parser.destroy(error));
  let head: string[] | undefined;
  let line = 1;
  try {
    for await (const { record, info } of parser as AsyncIterable<Parsed>) {
      line = info.lines - breaksIn(record);
      if (!head) {
        head = record;
        const faults = faultsOfHead(head);
        yield* faults.map((fault) => ({ line, fault }));
        if (faults.length > 0) return;
      } else yield rowOf(head, record, line);
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    // Where the row began that does not end.
    const { lines } = error as CsvError & { lines?: number };
    yield { line: lines ?? line, fault: `is no CSV from here on: ${error.message}` };
  }
}

/** `info.lines` is where a row ends. */
function breaksIn(cells: readonly string[]): number {
  return cells.join('').split('\n').length - 1;
}

function faultsOfHead(head: readonly string[]): string[] {
  const known: string[] = [...PLAIN_COLUMNS, ...JSON_COLUMNS];
  const unknown = head.filter((name) => !known.includes(name) && !name.startsWith(VARIABLE_PREFIX));
  const missing = ['number', 'agent'].filter((name) => !head.includes(name));
  const twice = head.filter((name, i) => head.indexOf(name) < i);
  return [
    ...missing.map((name) => `the head has no column ${name}; the columns are ${known.join(', ')}`),
    ...unknown.map((name) => `column ${name} is not known${suggestion(name, known)}; remove it`),
    ...twice.map((name) => `column ${name} stands twice; keep one`),
  ];
}

function rowOf(head: readonly string[], cells: readonly string[], line: number): Row {
  if (cells.length !== head.length) {
    return {
      line,
      fault: `has ${cells.length} cells, and the head has ${head.length}; quote cells with commas`,
    };
  }
  const value: Record<string, unknown> = {};
  const variables: Record<string, string> = {};
  for (const [i, name] of head.entries()) {
    const cell = cells[i]!;
    if (cell === '') continue;
    if (name.startsWith(VARIABLE_PREFIX)) variables[name.slice(VARIABLE_PREFIX.length)] = cell;
    else if ((JSON_COLUMNS as readonly string[]).includes(name)) {
      const { json, fault } = jsonIn(cell);
      if (fault) return { line, fault: `${name}: ${fault}` };
      value[name] = json;
    } else value[name] = cell;
  }
  if (Object.keys(variables).length > 0) {
    value['variables'] = { ...(value['variables'] as object | undefined), ...variables };
  }
  return { line, value };
}

function jsonIn(cell: string): { json?: unknown; fault?: string } {
  try {
    return { json: JSON.parse(cell) as unknown };
  } catch {
    return { fault: 'must be JSON, as in {"clinic":"Asha"} or ["rule-1"], with doubled quotes in CSV' };
  }
}
