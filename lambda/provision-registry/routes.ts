import type { DynamoRegistryStore } from '../adapters/dynamodb/registry-store';
import { numberKey, routeKey } from '../adapters/dynamodb/registry-keys';
import type { Fault } from '../core/errors';
import type { NumberRecord } from '../core/numbers/number';
import type { Log } from '../core/ports';
import { routesOf } from './merge';

/** The number that a route may be taken from, by the route. */
export type Yielding = ReadonlyMap<string, string>;

/**
 * Looks whether each number can have its routes. A route that leads to another number can be taken where that
 * number does not list it, or will not after this deployment.
 *
 * @param records numbers as they will be.
 * @param leaving numbers that config does not want any more.
 */
export async function lookAtRoutes(
  records: readonly NumberRecord[],
  leaving: ReadonlySet<string>,
  { store, log }: { store: DynamoRegistryStore; log: Log },
): Promise<{ faults: Fault[]; yielding: Yielding }> {
  const owners = new Map<string, string>();
  const yielding = new Map<string, string>();
  const faults: Fault[] = [];
  const refuse = (route: string, number: string, holder: string) => {
    faults.push(routeTaken(route));
    log.error('a route belongs to another number', { route }, { number, holder });
  };
  for (const { number, routes } of records) {
    for (const route of routes) {
      const owner = owners.get(route) ?? number;
      if (owner !== number) refuse(route, number, owner);
      owners.set(route, owner);
    }
  }
  const held = await store.read([...owners.keys()].map(routeKey));
  const elsewhere = [...owners].flatMap(([route, number]) => {
    const holder = held.get(routeKey(route).pk)?.fields['number'];
    return typeof holder === 'string' && holder !== number ? [{ route, number, holder }] : [];
  });
  const concerned = new Set(records.map(({ number }) => number));
  const holders = await store.read(elsewhere.map(({ holder }) => numberKey(holder)));
  for (const { route, number, holder } of elsewhere) {
    const present = holders.get(numberKey(holder).pk);
    const goes = leaving.has(holder) && present?.managedBy === 'stack';
    if (!concerned.has(holder) && !goes && routesOf(present?.fields).includes(route)) {
      refuse(route, number, holder);
    }
    yielding.set(route, holder);
  }
  return { faults, yielding };
}

/** A route that another number has. The message names no number: the log does, where it may. */
export function routeTaken(route: string): Fault {
  return {
    path: `route ${route}`,
    message:
      'belongs to another number of the registry; take it off one of the two, in config or in the table',
  };
}
