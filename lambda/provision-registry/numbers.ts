import { numberKey } from '../adapters/dynamodb/registry-keys';
import type { DynamoRegistryStore, Present } from '../adapters/dynamodb/registry-store';
import {
  doneWith,
  intentionOf,
  merged,
  removalOf,
  routesOf,
  routesSince,
  withDependents,
  type Changed,
  type Gone,
} from './merge';
import type { Fate } from './outcome';
import { routeTaken, type Yielding } from './routes';
import { soundNumber, unfit } from './sound';
import { untilSettled } from './until-settled';

/**
 * Brings a changed number to the table: the note of what is about to be written, the routes, the record, the note
 * of what has been. Broken off anywhere, it can be done again.
 */
export async function writeNumber(
  changed: Changed,
  {
    store,
    yielding,
    present,
  }: { store: DynamoRegistryStore; yielding: Yielding; present: Present | undefined },
): Promise<Fate> {
  const { id: number, wanted, written } = changed;
  const key = numberKey(number);
  const intention = intentionOf(changed);
  await store.note(key, intention);
  const led = new Set(routesSince(intention));
  const fate = await untilSettled(key, { store, present }, async (seen): Promise<Fate | undefined> => {
    const due = withDependents(changed, seen);
    const { record, faults } = soundNumber(number, merged(due, seen));
    if (!record) throw unfit(faults);
    for (const route of record.routes) {
      if (!(await store.takeRoute(route, number, yielding.get(route)))) throw unfit([routeTaken(route)]);
      led.add(route);
    }
    const stale = [...new Set([...led, ...routesOf(seen?.fields)])];
    for (const route of stale.filter((one) => !record.routes.includes(one))) {
      await store.freeRoute(route, number);
    }
    if (seen) return (await store.changeNumber(record, due.change, seen.fields)) ? 'changed' : undefined;
    return (await store.createNumber(record)) ? newOrRestored(written) : undefined;
  });
  await store.note(key, doneWith(wanted));
  return fate;
}

/** @returns undefined when it was gone already. */
export async function removeNumber(
  { id: number, written }: Gone,
  { store, present }: { store: DynamoRegistryStore; present: Present | undefined },
): Promise<Fate | undefined> {
  const key = numberKey(number);
  await store.note(key, removalOf(written));
  const fate = await untilSettled(key, { store, present }, async (seen) => {
    if (seen && seen.managedBy !== 'stack') {
      // An operator may have taken the number over in the moment after its routes were freed.
      for (const route of routesOf(seen.fields)) await store.takeRoute(route, number);
      return 'kept' as const;
    }
    for (const route of [...routesSince(written), ...routesOf(seen?.fields)]) {
      await store.freeRoute(route, number);
    }
    if (!seen) return 'gone' as const;
    return (await store.removeNumber(number)) ? ('removed' as const) : undefined;
  });
  await store.forget(key);
  return fate === 'gone' ? undefined : fate;
}

/** A note without settings is that of a record which was never finished. */
export function newOrRestored(written: Changed['written']): Fate {
  return written && Object.keys(written.settings).length > 0 ? 'restored' : 'added';
}
