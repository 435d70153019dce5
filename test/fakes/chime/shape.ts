import type { NormalizedSchema } from '@smithy/core/schema';
import { CONSTRAINTS, type Constraint } from './constraints';

type Struct = Record<string, unknown>;

/**
 * What is wrong with a value, by the SDK's schema and by what that leaves out. Values never stand in the text:
 * they may be secret.
 */
export function faultsOf(schema: NormalizedSchema, value: unknown, path = ''): string[] {
  if (schema.isUnitSchema()) return Object.keys(value as Struct).map((name) => `${name} is not a member`);
  if (schema.isStructSchema()) return structFaults(schema, value, path);
  if (schema.isListSchema()) {
    if (!Array.isArray(value)) return [`${path} must be a list`];
    return value.flatMap((item, i) => faultsOf(schema.getValueSchema(), item, `${path}[${i}]`));
  }
  const wanted = simpleType(schema);
  return wanted.test(value) ? [] : [`${path} must be ${wanted.is}`];
}

function structFaults(schema: NormalizedSchema, value: unknown, path: string): string[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return [`${path} must be an object`];
  const given = value as Struct;
  const at = (name: string) => (path === '' ? name : `${path}.${name}`);
  const { names, members } = shapeOf(schema);
  const unknown = Object.keys(given).filter((name) => !names.has(name));
  return [
    ...unknown.map((name) => `${at(name)} is not a member`),
    ...members.flatMap(({ name, schema: member, required, constraint }) => {
      const item = given[name];
      if (item === undefined) return required ? [`${at(name)} is required`] : [];
      const faults = faultsOf(member, item, at(name));
      return faults.length > 0 ? faults : constraintFaults(constraint, item, at(name));
    }),
  ];
}

interface Shape {
  names: ReadonlySet<string>;
  members: readonly { name: string; schema: NormalizedSchema; required: boolean; constraint: Constraint }[];
}

/** Thousands of requests have the same few structures. */
const SHAPES = new WeakMap<object, Shape>();

function shapeOf(schema: NormalizedSchema): Shape {
  const key = schema.getSchema() as unknown as object;
  const known = SHAPES.get(key);
  if (known) return known;
  const required = requiredMembers(schema);
  const members = [...schema.structIterator()].map(([name, member]) => {
    const constraint = CONSTRAINTS[`${structureName(schema)}.${name}`] ?? {};
    return {
      name,
      schema: member,
      required: required.has(name) || constraint.required === true,
      constraint,
    };
  });
  const shape = { names: new Set(members.map(({ name }) => name)), members };
  SHAPES.set(key, shape);
  return shape;
}

function constraintFaults(
  { range, pattern, oneOf, each }: Constraint,
  value: unknown,
  path: string,
): string[] {
  const size = typeof value === 'number' ? value : (value as string | unknown[]).length;
  return [
    ...(range && (size < range[0] || size > range[1]) ? [`${path} is outside ${range.join(' to ')}`] : []),
    ...(pattern && !pattern.test(value as string) ? [`${path} must match ${pattern.source}`] : []),
    ...(oneOf && !oneOf.includes(value as string) ? [`${path} must be one of ${oneOf.join(', ')}`] : []),
    ...(each && !(value as string[]).every(each.test) ? [`${path} may only hold ${each.is}`] : []),
  ];
}

/** In a static schema the required members come first; its last element counts them. */
function requiredMembers(schema: NormalizedSchema): Set<string> {
  const [, , , , names, , count] = schema.getSchema() as unknown as [
    number,
    string,
    string,
    unknown,
    string[],
    unknown,
    number?,
  ];
  return new Set(names.slice(0, count ?? 0));
}

function structureName(schema: NormalizedSchema): string {
  return schema.getName()?.replace(/^.*#/, '') ?? '';
}

function simpleType(schema: NormalizedSchema): { test: (value: unknown) => boolean; is: string } {
  if (schema.isBooleanSchema()) return { test: (value) => typeof value === 'boolean', is: 'a boolean' };
  if (schema.isNumericSchema()) return { test: Number.isSafeInteger, is: 'a whole number' };
  if (schema.isTimestampSchema()) return { test: (value) => value instanceof Date, is: 'a time' };
  if (schema.isStringSchema()) return { test: (value) => typeof value === 'string', is: 'a string' };
  throw new Error(`This fake has no check for the type of ${schema.getName(true)}: add it to simpleType`);
}
