import type { Readable } from 'node:stream';
import { csvRows as rowsOf, faultOfLength } from '../../../lambda/adapters/csv-rows';
import { suggestion } from '../../../lambda/core/checks/nearest';
import { JSON_COLUMNS, PLAIN_COLUMNS, VARIABLE_PREFIX, type Row } from './row';

/** Rows of a CSV file with a head. An empty cell is a property that is not given. */
export async function* csvRows(file: Readable): AsyncGenerator<Row> {
  let head: string[] | undefined;
  for await (const row of rowsOf(file)) {
    const { line } = row;
    if ('fault' in row) yield row;
    else if (head) yield rowOf(head, row.cells, line);
    else {
      head = row.cells;
      const faults = faultsOfHead(head);
      yield* faults.map((fault) => ({ line, fault }));
      if (faults.length > 0) return;
    }
  }
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
  const length = faultOfLength(head, cells);
  if (length !== undefined) return { line, fault: length };
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
