import * as z from 'zod';

/** A JSON schema, as far as it is read here. */
export interface JsonSchema {
  description?: string;
  properties?: Record<string, JsonSchema>;
  additionalProperties?: JsonSchema | boolean;
  propertyNames?: { enum?: string[] };
  items?: JsonSchema;
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
}

/** @returns the schema of what a person writes: before defaults are filled in. */
export function jsonSchemaOf(schema: z.ZodType): JsonSchema {
  return z.toJSONSchema(schema, { io: 'input' }) as JsonSchema;
}

/** All schemas that may stand at a path; several where there are alternatives. */
export function schemasAt(schema: JsonSchema, path: readonly PropertyKey[]): JsonSchema[] {
  let level = alternatives(schema);
  for (const step of path) level = level.flatMap((one) => child(one, step)).flatMap(alternatives);
  return level;
}

/** @returns the names of the properties that may stand in the object at a path. */
export function namesAt(schema: JsonSchema, path: readonly PropertyKey[]): string[] {
  const names = schemasAt(schema, path).flatMap(({ properties = {}, propertyNames }) => [
    ...Object.keys(properties),
    ...(propertyNames?.enum ?? []),
  ]);
  return [...new Set(names)];
}

function alternatives(schema: JsonSchema): JsonSchema[] {
  const inner = schema.anyOf ?? schema.oneOf;
  return inner ? inner.flatMap(alternatives) : [schema];
}

function child(schema: JsonSchema, step: PropertyKey): JsonSchema[] {
  if (typeof step === 'number') return schema.items ? [schema.items] : [];
  const property = schema.properties?.[String(step)];
  if (property) return [property];
  return typeof schema.additionalProperties === 'object' ? [schema.additionalProperties] : [];
}
