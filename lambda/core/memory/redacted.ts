import type { PiiKind } from '../privacy/kinds';
import { redact } from '../privacy/redact';

/** A value with personal data taken out of every text in it. */
export function redactedAll<T>(value: T, kinds: readonly PiiKind[]): T {
  if (kinds.length === 0) return value;
  return deep(value, (text) => redact(text, kinds)) as T;
}

function deep(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((one) => deep(one, change));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, deep(member, change)]));
}
