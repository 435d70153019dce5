/** One request, in the order of arrival. */
export interface JournalEntry {
  /** A name of the API's. Unknown routes stand as `GET /path`. */
  operation: string;
  region: string;
  /** What was asked, with passwords masked. */
  input: Readonly<Record<string, unknown>>;
  /** As the service decided. */
  status: number;
  /** The error's name, when it is one. */
  error?: string;
  /** The answer never arrived, or another one did. */
  lost?: true;
}

export const MASK = '(masked)';

/** A copy in which no password stands. */
export function masked<T>(input: T): T {
  const text = JSON.stringify(input, (key, value: unknown) => (key === 'Password' ? MASK : value));
  return JSON.parse(text) as T;
}

export function isRead(operation: string): boolean {
  return /^(Get|List)[A-Z]/.test(operation) || operation.startsWith('GET ');
}
