import { createReadStream } from 'node:fs';
import { csvRows, faultOfLength } from '../../lambda/adapters/csv-rows';
import { shapeFindings } from '../../lambda/core/checks/shape';
import { suggestion } from '../../lambda/core/checks/nearest';
import { consentInput, faultOfCapture, type ConsentInput } from '../../lambda/core/compliance/consent-input';
import { e164 } from '../../lambda/core/numbers/e164';
import { inspectNumber } from '../../lambda/core/numbers/number-plan';

/** A consent of a file, with the number that it is about. */
export interface ConsentRow {
  number: string;
  input: ConsentInput;
}

/** A row, or what is wrong with it: property and what is allowed. */
export type ReadConsent = { line: number } & ({ row: ConsentRow } | { faults: [string, string][] });

const COLUMNS = ['number', 'id', 'kind', 'purposes', 'channel', 'capturedAt', 'proof'];
const schema = consentInput.extend({ number: e164 });

/** @param now milliseconds since the epoch. */
export async function* consentRows(file: string, now: number): AsyncGenerator<ReadConsent> {
  const stream = createReadStream(file);
  const lineOf = new Map<string, number>();
  let head: string[] | undefined;
  try {
    for await (const read of csvRows(stream)) {
      const { line } = read;
      if ('fault' in read) yield { line, faults: [['', read.fault]] };
      else if (head) yield readRow(head, read.cells, { line, now, lineOf });
      else {
        head = read.cells;
        const faults = faultsOfHead(head);
        if (faults.length > 0) {
          yield { line, faults: faults.map((fault) => ['', fault]) };
          return;
        }
      }
    }
  } finally {
    stream.destroy();
  }
}

function faultsOfHead(head: readonly string[]): string[] {
  const missing = COLUMNS.filter((name) => !head.includes(name));
  const unknown = head.filter((name) => !COLUMNS.includes(name));
  const twice = head.filter((name, i) => head.indexOf(name) < i);
  return [
    ...missing.map((name) => `the head has no column ${name}; the columns are ${COLUMNS.join(', ')}`),
    ...unknown.map((name) => `column ${name} is not known${suggestion(name, COLUMNS)}; remove it`),
    ...twice.map((name) => `column ${name} stands twice; keep one`),
  ];
}

function readRow(
  head: readonly string[],
  cells: readonly string[],
  { line, now, lineOf }: { line: number; now: number; lineOf: Map<string, number> },
): ReadConsent {
  const length = faultOfLength(head, cells);
  if (length !== undefined) return { line, faults: [['', length]] };
  const pairs = head.map((name, i): [string, string] => [name, cells[i]!]);
  const given: Record<string, string> = Object.fromEntries(pairs.filter(([, cell]) => cell !== ''));
  const purposes = given['purposes']?.split(/\s*[;|]\s*/);
  const value = { ...given, ...(purposes && { purposes }) };
  const { data, success } = schema.safeParse(value);
  if (!success) {
    const faults = shapeFindings(schema, value);
    return { line, faults: faults.map(({ path, message }) => [path.join('.'), message]) };
  }
  const { number, ...input } = data;
  const faults: [string, string][] = [];
  if (!inspectNumber(number).possible) {
    faults.push(['number', 'cannot be a telephone number: look for a missing or extra digit']);
  }
  const capture = faultOfCapture(input, now);
  if (capture !== undefined) faults.push(['capturedAt', capture]);
  const key = `${number} ${input.id}`;
  const first = lineOf.get(key);
  if (first === undefined) lineOf.set(key, line);
  else faults.push(['id', `stands with this number in line ${first} already; keep one of the two`]);
  return faults.length > 0 ? { line, faults } : { line, row: { number, input } };
}
