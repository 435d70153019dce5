import type { Readable } from 'node:stream';
import { csvRows, faultOfLength } from '../adapters/csv-rows';
import { layoutOf, type ScrubLayout } from '../core/compliance/scrub-layout';
import { readScrubRow, type ScrubRow } from '../core/compliance/scrub-row';
import type { Fault } from '../core/errors';

/** A row of a file of scrub results, or what is wrong with it. */
export type ReadRow =
  | { line: number; row: ScrubRow }
  | {
      line: number;
      faults: Fault[];
      /** Whether the rest of the file may be right all the same. */
      canBeLeftOut: boolean;
    };

/** More take longer than a function may run. */
const MOST_ROWS = 500_000;

/** Rows of a file of scrub results, each callee once. Of each it remembers the number and its line, and no more. */
export async function* readResults(
  file: Readable,
  onLayout: (layout: ScrubLayout) => void = () => undefined,
): AsyncGenerator<ReadRow> {
  const lineOf = new Map<number, number>();
  let head: { titles: string[]; layout: ScrubLayout } | undefined;
  let rows = 0;
  for await (const row of csvRows(file)) {
    const { line } = row;
    if ('fault' in row) {
      yield whole(line, '', row.fault);
      return;
    }
    if (!head) {
      const layout = layoutOf(row.cells);
      if ('fault' in layout) {
        yield whole(line, 'head', layout.fault);
        return;
      }
      head = { titles: row.cells, layout };
      onLayout(layout);
      continue;
    }
    if ((rows += 1) > MOST_ROWS) {
      yield whole(line, '', `has more than ${MOST_ROWS} rows; cut it into several files`);
      return;
    }
    yield readRow(row.cells, line, head, lineOf);
  }
  if (rows === 0) yield whole(1, '', 'has no rows; write one for each callee below the head');
}

function readRow(
  cells: string[],
  line: number,
  { titles, layout }: { titles: string[]; layout: ScrubLayout },
  lineOf: Map<number, number>,
): ReadRow {
  const length = faultOfLength(titles, cells);
  if (length !== undefined)
    return { line, faults: [{ path: '', message: length, line }], canBeLeftOut: true };
  const read = readScrubRow(cells, layout);
  if ('faults' in read) {
    return { line, faults: read.faults.map((fault) => ({ ...fault, line })), canBeLeftOut: true };
  }
  // 15 digits fit a number, and take less room than the text.
  const first = lineOf.get(Number(read.row.number));
  // Which of the two holds, nobody can tell.
  if (first !== undefined)
    return whole(line, 'number', `stands in line ${first} already; keep one of the two`);
  lineOf.set(Number(read.row.number), line);
  return { line, row: read.row };
}

function whole(line: number, path: string, message: string): ReadRow {
  return { line, faults: [{ path, message, line }], canBeLeftOut: false };
}
