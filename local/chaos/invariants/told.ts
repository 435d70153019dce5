import type { ChaosCall } from '../play';

/**
 * An event that may be lost lies among the dead letters, from where it can be sent again. A record that does not say
 * how its call ended is a fault of its own.
 */
export function toldFaults({ record, events, deadLetters }: ChaosCall): string[] {
  if (record?.endedAt === undefined || record.outcome === undefined) return [];
  const ids = new Set(events.map(({ id }) => id));
  const outcomes = new Set(events.map(({ outcome }) => outcome));
  return [
    ...(ids.size > 1 ? [`it was told under ${ids.size} ids`] : []),
    ...(events.length + deadLetters.length === 0 ? ['nobody was told, and no dead letter says so'] : []),
    ...[...outcomes]
      .filter((outcome) => outcome !== record.outcome)
      .map((outcome) => `the event says ${outcome}, the record ${record.outcome}`),
  ];
}
