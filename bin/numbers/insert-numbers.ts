import {
  isCollection,
  isMap,
  isPair,
  isScalar,
  parseDocument,
  stringify,
  type Node,
  type YAMLMap,
} from 'yaml';
import { InvalidInputError } from '../../lambda/core/errors';

/** A number as it is written into a config. */
export interface NewNumber {
  /** E.164. */
  number: string;
  agent: string;
  carrier: string;
}

/**
 * Adds numbers behind those that a config has. All other text, with its comments, stays to the letter.
 *
 * @param text a config without faults.
 * @throws InvalidInputError where its numbers stand in braces.
 */
export function insertNumbers(text: string, added: readonly NewNumber[]): string {
  const end = text.includes('\r\n') ? '\r\n' : '\n';
  const { key, value } = numbersOf(text);
  const column = columnOf(text, key);
  if (isMap(value) && value.items.length === 0) {
    const [start, stop] = value.range!;
    const rest = lineEnd(text, stop);
    const head = `${text.slice(0, start).trimEnd()}${text.slice(stop, rest).trimEnd()}${end}`;
    return `${head}${entries(added, column + 2, end)}${text.slice(rest).replace(/^\r?\n/, '')}`;
  }
  if (!isMap(value) || value.flow === true) throw inBraces();
  const indent = columnOf(text, value.items[0]!.key as Node);
  const place = lineEnd(text, lastLetter(value));
  const head = place === text.length ? `${text.trimEnd()}${end}` : text.slice(0, place + 1);
  return `${head}${entries(added, indent, end)}${text.slice(place + 1)}`;
}

function numbersOf(text: string): { key: Node; value: unknown } {
  // The keys are telephone numbers, which YAML would take for equal ones where they are too long to be exact.
  const { contents } = parseDocument(text, { uniqueKeys: false });
  const items = isMap(contents) && !contents.flow ? contents.items : [];
  const found = items.find(({ key }) => isScalar(key) && key.value === 'numbers');
  if (!found) throw inBraces();
  return { key: found.key, value: found.value };
}

function entries(added: readonly NewNumber[], indent: number, end: string): string {
  const written = added.map(({ number, agent, carrier }) =>
    stringify({ [number]: { agent, carrier } }, { singleQuote: true }),
  );
  return written
    .join('')
    .trimEnd()
    .split('\n')
    .map((line) => `${' '.repeat(indent)}${line}${end}`)
    .join('');
}

/** Where the last thing in it ends that is no comment. */
function lastLetter(node: unknown): number {
  if (isPair(node)) return lastLetter(node.value ?? node.key);
  if (isCollection(node) && !node.flow && node.items.length > 0) return lastLetter(node.items.at(-1));
  const [start, stop] = (node as YAMLMap).range!;
  // A block of text ends behind its line break.
  return Math.max(start, stop - 1);
}

function columnOf(text: string, { range }: Node): number {
  const start = range![0];
  return start - (text.lastIndexOf('\n', start - 1) + 1);
}

/** The next line break, or the end of the text. */
function lineEnd(text: string, from: number): number {
  const found = text.indexOf('\n', from);
  return found === -1 ? text.length : found;
}

function inBraces(): InvalidInputError {
  const message = 'stands in braces, or is empty; write it as a block, one number under another';
  return new InvalidInputError('the config', [{ path: 'numbers', message }]);
}
