/** One request, in the order of arrival. */
export interface JournalEntry {
  /** As in `CreateTrunk`; a request that Twilio doesn't know stands as `POST /host/path`. */
  operation: string;
  /** The sids in its path, by name. */
  sids: Readonly<Record<string, string>>;
  /** Its query or form. A list of values stands joined; keys and passwords are masked. */
  params: Readonly<Record<string, string>>;
  /** As Twilio decided. */
  status: number;
  /** Twilio's code, when it is an error. */
  code?: number;
  /** The answer never arrived, or another one did. */
  lost?: true;
}

export const MASK = '(masked)';

export function masked(params: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [
      name,
      /Password/.test(name) ? MASK : value.replace(/(X-[\w-]*Key=)[^&;<]*/gi, `$1${MASK}`),
    ]),
  );
}

export function isRead(operation: string): boolean {
  return /^(Read|List)[A-Z]/.test(operation) || operation.startsWith('GET ');
}
