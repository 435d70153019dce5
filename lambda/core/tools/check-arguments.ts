import * as z from 'zod';
import type { ToolParameter, ToolParameters } from '../agents/tools/parameters';

export type Checked = { args: Record<string, unknown> } | { faults: string[] };

/** @returns the arguments as the tool takes them, or what the model has to put right. */
export function checkArguments(parameters: ToolParameters, given: Record<string, unknown>): Checked {
  const schema = z.fromJSONSchema(closed(parameters) as Parameters<typeof z.fromJSONSchema>[0]);
  const { success, data, error } = schema.safeParse(withoutNulls(given));
  if (success) return { args: data as Record<string, unknown> };
  return { faults: faultsIn(error) };
}

export function faultsIn(error: z.ZodError): string[] {
  return error.issues.map(({ path, message }) => [path.join('.'), message].filter(Boolean).join(': '));
}

/** Models invent arguments, so an object takes none but those that it names. */
function closed(parameter: ToolParameter): ToolParameter {
  if (parameter.type === 'array') return { ...parameter, items: closed(parameter.items) };
  if (parameter.type !== 'object') return parameter;
  const properties = Object.entries(parameter.properties).map(
    ([name, inner]) => [name, closed(inner)] as const,
  );
  return { ...parameter, properties: Object.fromEntries(properties), additionalProperties: false };
}

/** Models write null for what they leave out, and no schema of a tool knows null. */
function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).filter(([, member]) => member !== null);
  return Object.fromEntries(members.map(([name, member]) => [name, withoutNulls(member)]));
}
