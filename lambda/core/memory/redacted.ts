import type { PiiKind } from '../privacy/kinds';
import { redact } from '../privacy/redact';

/** A value with personal data taken out of every text in it. */
export function redactedAll<T>(value: T, kinds: readonly PiiKind[]): T {
  if (kinds.length === 0) return value;
  return deep(value, (leaf) => (typeof leaf === 'string' ? redact(leaf, kinds) : leaf)) as T;
}

/** As {@link redactedAll}, of what a model has filled in: there a whole number may be that of a telephone, too. */
export function redactedData<T>(value: T, kinds: readonly PiiKind[]): T {
  if (kinds.length === 0) return value;
  return deep(value, (leaf) => {
    if (typeof leaf === 'string') return redact(leaf, kinds);
    if (!Number.isInteger(leaf)) return leaf;
    const bare = redact(String(leaf), kinds);
    return bare === String(leaf) ? leaf : bare;
  }) as T;
}

function deep(value: unknown, change: (leaf: unknown) => unknown): unknown {
  if (Array.isArray(value)) return value.map((one) => deep(one, change));
  if (typeof value !== 'object' || value === null) return change(value);
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, deep(member, change)]));
}
