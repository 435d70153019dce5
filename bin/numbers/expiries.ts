/** A part of a DLT record that ends. */
export interface Expiry {
  /** As in `principalEntity.validUntil`. */
  path: string;
  /** ISO date: the last day on which it is valid. */
  on: string;
  /** Whole days from today, in India; below 0 where it has expired. */
  days: number;
}

const DAY_MS = 86_400_000;
const INDIA_MS = 5.5 * 3_600_000;

/** All that a record says to be valid until a day, the nearest first. @param now in milliseconds since the epoch. */
export function expiriesIn(record: unknown, now: number): Expiry[] {
  const today = Math.floor((now + INDIA_MS) / DAY_MS);
  return validities(record, [])
    .map(({ path, on }) => ({ path, on, days: Date.parse(on) / DAY_MS - today }))
    .sort((a, b) => a.days - b.days);
}

export function inWords({ path, on, days }: Expiry): string {
  if (days < 0) return `${path}: expired on ${on}`;
  if (days === 0) return `${path}: valid until today, ${on}`;
  return `${path}: valid until ${on}, ${days === 1 ? 'one more day' : `${days} more days`}`;
}

function validities(value: unknown, path: readonly string[]): { path: string; on: string }[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]: [string, unknown]) =>
    name === 'validUntil' && typeof inner === 'string'
      ? [{ path: [...path, name].join('.'), on: inner }]
      : validities(inner, [...path, name]),
  );
}
