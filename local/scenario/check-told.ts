import type { Company } from '../company';
import type { Expectations } from './scenario';

/** @returns what does not hold of what the company was told of the end of the call, in words. */
export function checkTold(
  { events, requests }: Pick<Company, 'events' | 'requests'>,
  { event, webhook }: Pick<Expectations, 'event' | 'webhook'>,
): string[] {
  const ids = new Set([...events, ...requests.map((request) => request.event)].map(({ id }) => id));
  const found = requests.map(({ taken }) => (taken ? 'taken' : 'failed'));
  return [
    ...(ids.size > 1 ? [`event: the end of one call was told under ${ids.size} ids`] : []),
    ...(event && events.length !== 1 ? [`event: expected one, found ${events.length}`] : []),
    ...(event && events[0] ? differences('event', events[0], event) : []),
    ...(webhook && found.join() !== webhook.join()
      ? [`webhook: expected ${webhook.join(', ')}, found ${found.join(', ') || 'nothing'}`]
      : []),
  ];
}

/** Texts hold when they are found anywhere in the other, in any case; lists, when each entry has its like. */
function differences(path: string, found: unknown, expected: unknown): string[] {
  if (expected === null) return found === undefined ? [] : [`${path}: expected none, found ${shown(found)}`];
  if (Array.isArray(expected)) {
    const entries: unknown[] = Array.isArray(found) ? found : [];
    return expected.flatMap((one: unknown) =>
      entries.some((entry) => differences(path, entry, one).length === 0)
        ? []
        : [`${path}: ${shown(one)} was not there; found ${shown(found)}`],
    );
  }
  if (typeof expected === 'object') {
    if (typeof found !== 'object' || found === null) return [differs(path, found, expected)];
    return Object.entries(expected).flatMap(([name, value]) =>
      differences(`${path}.${name}`, (found as Record<string, unknown>)[name], value),
    );
  }
  return holds(found, expected) ? [] : [differs(path, found, expected)];
}

function holds(found: unknown, expected: unknown): boolean {
  if (typeof found !== 'string' || typeof expected !== 'string') return found === expected;
  return found.toLocaleLowerCase().includes(expected.toLocaleLowerCase());
}

function differs(path: string, found: unknown, expected: unknown): string {
  return `${path}: expected ${shown(expected)}, found ${shown(found)}`;
}

function shown(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(value);
}
