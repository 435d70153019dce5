import * as z from 'zod';
import type { ToolParameter, ToolParameters } from '../agents/tools/parameters';
import { checkArguments } from '../tools/check-arguments';
import type { Wanted } from './summary-request';

export interface Summary {
  summary?: string;
  fields?: Record<string, unknown>;
}

/** What fits into an event beside the rest. */
const MOST_SUMMARY = 2000;
const MOST_FIELDS_BYTES = 32 * 1024;

const summaryText = z
  .string('summary: must be a string')
  .trim()
  .min(1, 'summary: must not be empty')
  .max(MOST_SUMMARY, `summary: must be ${MOST_SUMMARY} characters at most`);

/**
 * Reads a model's answer: one JSON object, with what was wanted and nothing else. Members that nobody asked for
 * are dropped; what is there has to fit.
 *
 * @returns what it says, or what the model has to put right.
 */
export function readSummary(answer: string, wanted: Wanted): Summary | { faults: string[] } {
  const given = objectIn(answer);
  if (!given) return { faults: ['it is not one JSON object'] };
  const faults: string[] = [];
  const read: Summary = {};
  if (wanted.summary) {
    const { data, error } = summaryText.safeParse(given['summary']);
    if (error) faults.push(...error.issues.map(({ message }) => message));
    else read.summary = data;
  }
  if (wanted.fields) {
    const found = fieldsIn(given['fields'], wanted.fields);
    if ('faults' in found) faults.push(...found.faults.map((fault) => `fields: ${fault}`));
    else read.fields = found.fields;
  }
  return faults.length > 0 ? { faults } : read;
}

/** Many models put JSON into a code fence, whatever they are told. */
const FENCE = /^```(?:json)?\s*([\s\S]*?)\s*```$/;

function objectIn(answer: string): Record<string, unknown> | undefined {
  const text = answer.trim();
  try {
    const value: unknown = JSON.parse(FENCE.exec(text)?.[1] ?? text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function fieldsIn(
  value: unknown,
  schema: ToolParameters,
): { fields: Record<string, unknown> } | { faults: string[] } {
  if (!isObject(value)) return { faults: ['must be an object'] };
  const checked = checkArguments(schema, onlyNamed(schema, value) as Record<string, unknown>);
  if ('faults' in checked) return checked;
  const bytes = new TextEncoder().encode(JSON.stringify(checked.args)).byteLength;
  return bytes > MOST_FIELDS_BYTES ? { faults: ['must be shorter'] } : { fields: checked.args };
}

/** A value without the members of objects that its schema does not name. */
function onlyNamed(schema: ToolParameter, value: unknown): unknown {
  if (schema.type === 'array') {
    return Array.isArray(value) ? value.map((one) => onlyNamed(schema.items, one)) : value;
  }
  if (schema.type !== 'object' || !isObject(value)) return value;
  const named = Object.entries(schema.properties).filter(([name]) => Object.hasOwn(value, name));
  return Object.fromEntries(named.map(([name, inner]) => [name, onlyNamed(inner, value[name])]));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
