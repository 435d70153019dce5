import * as z from 'zod';
import type { Finding } from './finding';
import { jsonSchemaOf, namesAt, schemasAt, type JsonSchema } from './json-schema';
import { suggestion } from './nearest';

type Issue = z.core.$ZodIssue;

/** What a value lacks of a schema, all of it, in words for the person who wrote the value. */
export function shapeFindings(schema: z.ZodType, value: unknown): Finding[] {
  const result = schema.safeParse(value, { reportInput: true });
  if (result.success) return [];
  const described = jsonSchemaOf(schema);
  return result.error.issues.flatMap((issue) => inWords(issue, described));
}

/** The properties of an object that are sound each for itself, whatever is wrong with the others. */
export function soundParts<T extends z.ZodObject>(schema: T, value: unknown): Partial<z.infer<T>> {
  const given: Record<string, unknown> = isObject(value) ? value : {};
  const sound: Record<string, unknown> = {};
  const properties: Record<string, z.ZodType> = schema.shape;
  for (const [name, property] of Object.entries(properties)) {
    const result = property.safeParse(given[name]);
    const parts = result.success ? result.data : soundElements(property, given[name]);
    if (parts !== undefined) sound[name] = parts;
  }
  return sound as Partial<z.infer<T>>;
}

/** The sound elements of a list, each at its own place, so that their paths stay right. */
function soundElements(property: z.ZodType, value: unknown): unknown[] | undefined {
  const list = property instanceof z.ZodDefault ? property.unwrap() : property;
  if (!(list instanceof z.ZodArray) || !Array.isArray(value)) return undefined;
  const sparse: unknown[] = [];
  for (const [i, element] of value.entries()) {
    const result = (list.element as z.ZodType).safeParse(element);
    if (result.success) sparse[i] = result.data;
  }
  return sparse;
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function inWords(issue: Issue, schema: JsonSchema): Finding[] {
  const path = pathOf(issue);
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({
        path: [...path, key],
        message: `is not known here${suggestion(key, namesAt(schema, path))}`,
      }));
    case 'invalid_key':
      return issue.issues.map(({ message }) => ({ path, message }));
    case 'invalid_union':
      return unionInWords(issue, schema);
    case 'invalid_type':
      if (issue.input === undefined) return [{ path, message: `is missing${purpose(schema, path)}` }];
      return [{ path, message: `must be ${kindInWords(issue.expected)}${given(issue)}` }];
    case 'invalid_value':
      return [{ path, message: `${ownWords(issue) ?? oneOf(issue.values)}${given(issue)}` }];
    case 'too_small':
      if (issue.input === '') return [{ path, message: 'must not be empty' }];
      return [{ path, message: `must be ${amount(issue.origin, 'at least', issue.minimum)}${given(issue)}` }];
    case 'too_big':
      return [{ path, message: `must be ${amount(issue.origin, 'at most', issue.maximum)}${given(issue)}` }];
    default:
      return [{ path, message: `${issue.message}${given(issue)}` }];
  }
}

/** What a schema says by itself; zod's own words begin with Invalid. */
function ownWords({ message }: Issue): string | undefined {
  return message.startsWith('Invalid ') ? undefined : message;
}

function oneOf(values: readonly unknown[]): string {
  return `must be one of ${values.map(String).join(', ')}`;
}

/** Tells what is wrong with the alternative that the writer meant; all alternatives where that is open. */
function unionInWords(issue: Extract<Issue, { code: 'invalid_union' }>, schema: JsonSchema): Finding[] {
  const path = pathOf(issue);
  if ('options' in issue && issue.options) {
    return [{ path, message: `must be one of ${issue.options.map(String).join(', ')}` }];
  }
  const branches = issue.errors;
  const ofRightKind = branches.filter((branch) => !branch.some(isWrongKind));
  if (ofRightKind.length === 0) {
    const kinds = branches.flatMap((branch) => branch.filter(isWrongKind).map(({ expected }) => expected));
    return [{ path, message: `must be ${kinds.map(kindInWords).join(' or ')}` }];
  }
  const fewest = Math.min(...ofRightKind.map(({ length }) => length));
  const meant = ofRightKind.filter(({ length }) => length === fewest);
  const findings = meant.map((branch) =>
    branch.flatMap((inner) => inWords({ ...inner, path: [...issue.path, ...inner.path] }, schema)),
  );
  if (findings.length === 1) return findings[0]!;
  const names = findings.map((all) => all.map(({ path: inner }) => inner.at(-1)).join(' and '));
  return [{ path, message: `needs ${names.join(' or ')}` }];
}

function isWrongKind(issue: Issue): issue is Extract<Issue, { code: 'invalid_type' }> {
  return issue.code === 'invalid_type' && issue.path.length === 0;
}

function pathOf(issue: Issue): (string | number)[] {
  return issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step));
}

function purpose(schema: JsonSchema, path: Finding['path']): string {
  const description = schemasAt(schema, path).find(({ description }) => description)?.description;
  return description ? `: ${description}` : '';
}

/** The value, where showing it is safe: short, no number to be dialled, nothing that may be a key. */
function given({ input, path }: Issue): string {
  if (path.at(-1) === 'secret' || path.at(-1) === 'credentials' || input === undefined) return '';
  if (input === null) return '; it is empty';
  if (typeof input === 'object') return '';
  const shown = JSON.stringify(input);
  return shown.length > 40 || /\d{7}/.test(shown) ? '' : `; it is ${shown}`;
}

function kindInWords(kind: string): string {
  const kinds: Record<string, string> = {
    string: 'text',
    object: 'an object',
    record: 'an object',
    array: 'a list',
    int: 'a whole number',
    number: 'a number',
    boolean: 'true or false',
  };
  return kinds[kind] ?? kind;
}

function amount(origin: string, bound: 'at least' | 'at most', value: number | bigint): string {
  const unit = { string: ' characters long', array: ' entries long' }[origin] ?? '';
  return `${bound} ${value}${unit}`;
}
