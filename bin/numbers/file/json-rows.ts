import type { Readable } from 'node:stream';
import type { Row } from './row';

/** Characters of one record. DynamoDB takes 400 kB. */
const LONGEST_ROW = 1_000_000;

/**
 * Records of a JSON file: a list of objects, or one object after the other, as in JSON Lines. Only one of them is held
 * at a time. After text that is no JSON nothing more is read.
 */
export async function* jsonRows(file: Readable): AsyncGenerator<Row> {
  const cutter = new ObjectCutter();
  for await (const chunk of file.setEncoding('utf8') as AsyncIterable<string>) {
    for (const row of cutter.take(chunk)) {
      yield row;
      if (row.fault !== undefined) return;
    }
  }
  yield* cutter.end();
}

/** Cuts text between objects. It knows strings and depth; all else is for `JSON.parse`. */
class ObjectCutter {
  private line = 1;
  private begun = 1;
  private depth = 0;
  private isInString = false;
  private isEscaped = false;
  private list: 'none' | 'open' | 'closed' = 'none';
  private count = 0;
  private text = '';

  *take(chunk: string): Generator<Row> {
    let from = 0;
    for (let i = 0; i < chunk.length; i += 1) {
      const letter = chunk[i]!;
      if (letter === '\n') this.line += 1;
      if (this.depth === 0) {
        if (letter === '{') {
          this.depth = 1;
          this.begun = this.line;
          from = i;
        } else if (!this.mayStandBetween(letter)) {
          yield { line: this.line, fault: `is no JSON here: ${letter} stands between records` };
          return;
        }
        continue;
      }
      if (this.isInString) this.insideString(letter);
      else if (letter === '"') this.isInString = true;
      else if (letter === '{' || letter === '[') this.depth += 1;
      else if (letter === '}' || letter === ']') this.depth -= 1;
      if (this.depth > 0) continue;
      const text = this.text + chunk.slice(from, i + 1);
      this.text = '';
      this.count += 1;
      yield parsed(text, this.begun);
    }
    if (this.depth === 0) return;
    this.text += chunk.slice(from);
    if (this.text.length > LONGEST_ROW) {
      yield { line: this.begun, fault: `is longer than ${LONGEST_ROW} characters; look for a missing }` };
    }
  }

  *end(): Generator<Row> {
    if (this.depth > 0)
      yield { line: this.begun, fault: 'is no JSON: the record that begins here does not end' };
    else if (this.list === 'open')
      yield { line: this.line, fault: 'is no JSON: the list does not end; add ]' };
  }

  private insideString(letter: string): void {
    if (this.isEscaped) this.isEscaped = false;
    else if (letter === '\\') this.isEscaped = true;
    else if (letter === '"') this.isInString = false;
  }

  private mayStandBetween(letter: string): boolean {
    if (/[\s\ufeff]/.test(letter)) return true;
    if (letter === '[' && this.list === 'none' && this.count === 0) {
      this.list = 'open';
      return true;
    }
    if (letter === ']' && this.list === 'open') {
      this.list = 'closed';
      return true;
    }
    return letter === ',' && this.list === 'open' && this.count > 0;
  }
}

function parsed(text: string, line: number): Row {
  try {
    return { line, value: JSON.parse(text) as unknown };
  } catch (error) {
    return { line, fault: `is no JSON: ${(error as Error).message}` };
  }
}
