/** A request as an operation sees it. */
export interface Asked {
  /** The named segments of the path, decoded. */
  path: Readonly<Record<string, string>>;
  query: Readonly<Record<string, string>>;
  /** The JSON or the form. */
  body: Readonly<Record<string, unknown>>;
}

export interface Answer {
  status: number;
  body?: object;
}

export interface CarrierRoute {
  /** As in `CreateTrunk`. */
  operation: string;
  method: string;
  /** Named segments in braces. */
  path: string;
  /** Names that the query may hold. */
  query?: readonly string[];
  /** Names that the body may hold; one with a `!` is required. */
  body?: readonly string[];
  /** Gives a number away, buys one or changes the account: no code of ours may ask for it. */
  forbidden?: true;
  perform: (asked: Asked) => Answer;
}

/** An answer of a carrier's that is an error, before it has the carrier's shape. */
export class CarrierFault extends Error {
  constructor(
    readonly status: number,
    /** The carrier's own code. */
    readonly code: string | number,
    message: string,
    readonly retryAfter?: number,
  ) {
    super(message);
  }
}

export interface CarrierMatch {
  route: CarrierRoute;
  path: Record<string, string>;
}

/**
 * The route for a path as it was sent, percent signs and all.
 *
 * @param patterns what may stand in a named segment, as it is sent. Default: anything.
 */
export function matchCarrierRoute(
  routes: readonly CarrierRoute[],
  patterns: Readonly<Record<string, string>>,
  { method, pathname, flags = '' }: { method: string; pathname: string; flags?: string },
): CarrierMatch | undefined {
  for (const route of routes) {
    if (route.method !== method) continue;
    const found = patternOf(route.path, patterns, flags).exec(pathname);
    if (!found) continue;
    const named = Object.entries(found.groups ?? {});
    return { route, path: Object.fromEntries(named.map(([k, v]) => [k, decodeURIComponent(v)])) };
  }
  return undefined;
}

/** Made once: thousands of fakes have the same few paths. */
const made = new WeakMap<object, Map<string, RegExp>>();

function patternOf(path: string, patterns: Readonly<Record<string, string>>, flags: string): RegExp {
  const known = made.get(patterns) ?? new Map<string, RegExp>();
  made.set(patterns, known);
  const name = `${flags} ${path}`;
  const pattern = known.get(name) ?? compiled(path, patterns, flags);
  known.set(name, pattern);
  return pattern;
}

function compiled(path: string, patterns: Readonly<Record<string, string>>, flags: string): RegExp {
  const source = path
    .replaceAll('.', '\\.')
    .replace(/\{(\w+)\}/g, (_, name: string) => `(?<${name}>${patterns[name] ?? '[^/]+'})`);
  return new RegExp(`^${source}$`, flags);
}

/** @throws CarrierFault 400 for names that are not documented, and for what is missing. */
export function checkNames({ route }: CarrierMatch, { query, body }: Asked, code: string | number): void {
  const known = (route.body ?? []).map((name) => name.replace('!', ''));
  const strange = [
    ...Object.keys(query).filter((name) => !route.query?.includes(name)),
    ...Object.keys(body).filter((name) => !known.includes(name)),
  ];
  if (strange.length > 0) throw new CarrierFault(400, code, `Unknown parameters: ${strange.join(', ')}`);
  const missing = (route.body ?? [])
    .filter((name) => name.endsWith('!'))
    .map((name) => name.slice(0, -1))
    .filter((name) => body[name] === undefined || body[name] === '');
  if (missing.length > 0) throw new CarrierFault(400, code, `Missing parameters: ${missing.join(', ')}`);
}
