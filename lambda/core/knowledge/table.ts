import type { Fault } from '../errors';
import type { Passage } from './passage';

/** Quoted, where a quote inside is doubled, or up to the next comma or line; then what ends the cell. */
const CELL = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/y;

/**
 * Passages of a CSV file (RFC 4180, with commas): each row is one, every cell with the header of its column.
 *
 * @param title what the rows are about.
 */
export function passagesOfTable(text: string, title: string): { passages: Passage[]; faults: Fault[] } {
  const { rows, faults } = rowsOf(text);
  const [headers = { cells: [], line: 1 }, ...body] = rows;
  const uneven = body
    .filter(({ cells }) => cells.length !== headers.cells.length)
    .map(({ cells, line }) => ({
      path: '',
      line,
      message: `has ${cells.length} cells, but the header row has ${headers.cells.length}; put a cell with a comma into quotes`,
    }));
  const passages = body.map(({ cells }) => ({
    heading: title,
    text: cells.flatMap((cell, i) => (cell === '' ? [] : [`${headers.cells[i] ?? ''}: ${cell}`])).join('; '),
  }));
  return { passages: passages.filter((passage) => passage.text !== ''), faults: [...faults, ...uneven] };
}

interface Row {
  cells: string[];
  line: number;
}

function rowsOf(text: string): { rows: Row[]; faults: Fault[] } {
  const rows: Row[] = [];
  let row: Row = { cells: [], line: 1 };
  let line = 1;
  const cells = new RegExp(CELL);
  while (cells.lastIndex < text.length) {
    const found = cells.exec(text);
    if (!found) {
      const message =
        'has a quote that does not end, or text after one that does; double a quote inside a cell';
      return { rows, faults: [{ path: '', line, message }] };
    }
    const [whole, quoted, plain, end] = found;
    row.cells.push((quoted?.replaceAll('""', '"') ?? plain ?? '').trim().replace(/\s+/g, ' '));
    line += whole.split('\n').length - 1;
    if (end === ',' && cells.lastIndex < text.length) continue;
    if (end === ',') row.cells.push('');
    if (row.cells.some((cell) => cell !== '')) rows.push(row);
    row = { cells: [], line };
  }
  return { rows, faults: [] };
}
