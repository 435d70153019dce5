import * as z from 'zod';
import { faultsIn, type Checked } from './check-arguments';

type Schema = Record<string, unknown>;

/** What decides between several schemas, or is another's affair to resolve. */
const BEYOND = ['$ref', '$dynamicRef', 'anyOf', 'oneOf', 'allOf', 'not', 'if', 'const'];

/** The words of JSON schema that are checked here, by type. A pattern is not: its author may make it endless. */
const KNOWN: Record<string, readonly string[]> = {
  string: ['enum', 'minLength', 'maxLength'],
  number: ['minimum', 'maximum'],
  integer: ['minimum', 'maximum'],
  boolean: [],
  array: ['minItems', 'maxItems'],
  object: [],
};

/**
 * Checks arguments against a schema that others wrote, as far as it is known here; what is not known passes, for
 * the server has the last word.
 */
export function checkLoosely(schema: Schema, given: Record<string, unknown>): Checked {
  const args = withoutIdleNulls(schema, given);
  const faults = faultsBy(known(schema), args);
  return faults.length > 0 ? { faults } : { args };
}

function faultsBy(schema: Schema, args: unknown): string[] {
  const { success, error } = z.fromJSONSchema(schema).safeParse(args);
  return success ? [] : faultsIn(error);
}

function known(schema: unknown): Schema {
  if (!isSchema(schema)) return {};
  const { type } = schema;
  if (typeof type !== 'string' || BEYOND.some((word) => word in schema)) return {};
  const words = KNOWN[type];
  if (!words) return {};
  const kept = Object.fromEntries(words.flatMap((word) => (word in schema ? [[word, schema[word]]] : [])));
  if (!hasSoundWords(kept)) return { type };
  if (type === 'array') return { type, ...kept, items: known(schema['items']) };
  if (type === 'object') return { type, ...membersOf(schema) };
  return { type, ...kept };
}

function membersOf({ properties, required, additionalProperties }: Schema): Schema {
  const members = isSchema(properties) ? Object.entries(properties) : [];
  return {
    properties: Object.fromEntries(members.map(([name, inner]) => [name, known(inner)])),
    ...(isListOfTexts(required) && { required }),
    ...(additionalProperties === false && { additionalProperties }),
  };
}

function hasSoundWords(words: Schema): boolean {
  return Object.entries(words).every(([word, value]) =>
    word === 'enum' ? isListOfTexts(value) && value.length > 0 : typeof value === 'number',
  );
}

/** Models write null for what they leave out, which only some schemas take. */
function withoutIdleNulls({ required }: Schema, given: Record<string, unknown>): Record<string, unknown> {
  const needed = isListOfTexts(required) ? required : [];
  const members = Object.entries(given).filter(([name, value]) => value !== null || needed.includes(name));
  return Object.fromEntries(members);
}

function isSchema(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isListOfTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((one) => typeof one === 'string');
}
