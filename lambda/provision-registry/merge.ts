import { isDeepStrictEqual } from 'node:util';
import type { Change, Fields, Present, Written } from '../adapters/dynamodb/registry-store';

const NEVER: Written = { settings: {}, unsure: [], routes: [] };

/** A record that config wants, and what of it has changed since it was last written. */
export interface Changed {
  /** A number in E.164, or the id of an agent. */
  id: string;
  wanted: Fields;
  written: Written | undefined;
  change: Change;
}

/** A record that config does not want any more. */
export interface Gone {
  id: string;
  written: Written;
}

/**
 * What config changed since it was last written.
 *
 * @param prefix of the records' keys in `written`: `NUMBER#` or `AGENT#`.
 */
export function differences(
  prefix: string,
  wanted: ReadonlyMap<string, Fields>,
  written: ReadonlyMap<string, Written>,
): { changed: Changed[]; gone: Gone[] } {
  const changed = [...wanted].flatMap(([id, settings]) => {
    const before = written.get(prefix + id);
    const change = changeSince(before ?? NEVER, settings);
    return change ? [{ id, wanted: settings, written: before, change }] : [];
  });
  const gone = [...written]
    .filter(([key]) => key.startsWith(prefix) && !wanted.has(key.slice(prefix.length)))
    .map(([key, before]) => ({ id: key.slice(prefix.length), written: before }));
  return { changed, gone };
}

/** The record as it will be: what config changed is config's, the rest is the table's. */
export function merged({ wanted, change }: Changed, present: Present | undefined): Fields {
  if (!present) return wanted;
  const kept = Object.entries(present.fields).filter(([name]) => !change.remove.includes(name));
  return { ...Object.fromEntries(kept), ...change.set };
}

/** A version is one of its agent's, and a reason one of its status: they go when config changes what they hang on. */
const HANGS_ON = { agentVersion: 'agent', suspension: 'status' } as const;

/** The change with what an operator hung on a setting that it changes. */
export function withDependents(changed: Changed, seen: Present | undefined): Changed {
  const { set, remove } = changed.change;
  const loose = Object.entries(HANGS_ON).flatMap(([name, setting]) =>
    seen &&
    Object.hasOwn(seen.fields, name) &&
    Object.hasOwn(set, setting) &&
    !isDeepStrictEqual(set[setting], seen.fields[setting])
      ? [name]
      : [],
  );
  return { ...changed, change: { set, remove: union(remove, loose) } };
}

/**
 * The note before a record is written. Should the deployment end before the note after it, the next one, or the
 * rollback of this one, takes these settings for changed.
 */
export function intentionOf({ wanted, written = NEVER, change }: Changed): Written {
  return {
    settings: written.settings,
    unsure: union(written.unsure, Object.keys(change.set), change.remove),
    routes: union(written.routes, routesOf(wanted)),
  };
}

/** The note before a record is deleted: should it come back into config, all of it has to be written. */
export function removalOf({ settings, unsure, routes }: Written): Written {
  return { settings, unsure: union(unsure, Object.keys(settings)), routes };
}

/** The note after a record is written. */
export function doneWith(settings: Fields): Written {
  return { settings, unsure: [], routes: [] };
}

/** Every route that may lead to the number by what the stack did. */
export function routesSince({ settings, routes }: Written): string[] {
  return union(routesOf(settings), routes);
}

export function routesOf(fields: Fields | undefined): string[] {
  const routes = fields?.['routes'];
  return Array.isArray(routes) ? routes.filter((route) => typeof route === 'string') : [];
}

function changeSince(written: Written, wanted: Fields): Change | undefined {
  const { settings, unsure } = written;
  const names = [...new Set([...Object.keys(settings), ...unsure, ...Object.keys(wanted)])];
  const changed = names.filter(
    (name) => unsure.includes(name) || !isDeepStrictEqual(settings[name], wanted[name]),
  );
  if (changed.length === 0) return undefined;
  const [set, remove] = [
    changed.filter((name) => Object.hasOwn(wanted, name)),
    changed.filter((name) => !Object.hasOwn(wanted, name)),
  ];
  return { set: Object.fromEntries(set.map((name) => [name, wanted[name]])), remove };
}

function union(...lists: string[][]): string[] {
  return [...new Set(lists.flat())];
}
