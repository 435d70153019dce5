import type { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';

/** A row of a CSV file: its cells, or why nothing more can be read. The head is the first. */
export type CsvRow = { line: number; cells: string[] } | { line: number; fault: string };

/** Characters of one row. DynamoDB takes 400 kB for a record. */
const LONGEST_ROW = 1_000_000;

type Parsed = { record: string[]; info: { lines: number } };

/** Rows with the lines where they begin, from 1. Only a few are held at a time; empty lines are left out. */
export async function* csvRows(file: Readable): AsyncGenerator<CsvRow> {
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
  let line = 1;
  try {
    for await (const { record, info } of parser as AsyncIterable<Parsed>) {
      line = info.lines - breaksIn(record);
      yield { line, cells: record };
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    // Where the row began that does not end.
    const { lines } = error as CsvError & { lines?: number };
    yield { line: lines ?? line, fault: `is no CSV from here on: ${plainReason(error)}` };
  } finally {
    // Whoever reads no further must not leave a connection open.
    file.destroy();
  }
}

/** Why a row does not go with the head of its file. */
export function faultOfLength(head: readonly string[], cells: readonly string[]): string | undefined {
  if (cells.length === head.length) return undefined;
  return `has ${cells.length} cells, and the head has ${head.length}; quote cells with commas`;
}

/** `info.lines` is where a row ends. */
function breaksIn(cells: readonly string[]): number {
  return cells.join('').split('\n').length - 1;
}

/** The parser may quote a cell, and a cell may be a number of somebody. */
function plainReason({ message }: CsvError): string {
  return message.replace(/\d{5,}/g, '…');
}
