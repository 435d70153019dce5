import type { Reply, WireRequest } from './in-process';
import { CarrierFaults } from './carrier-faults';
import {
  CarrierFault,
  checkNames,
  matchCarrierRoute,
  type Answer,
  type Asked,
  type CarrierMatch,
  type CarrierRoute,
} from './carrier-routes';

/** One request, in the order of arrival. */
export interface CarrierJournalEntry {
  /** As in `CreateTrunk`; a request that the carrier doesn't know stands as `POST /path`. */
  operation: string;
  path: Readonly<Record<string, string>>;
  query: Readonly<Record<string, string>>;
  /** Keys and passwords are masked. */
  body: Readonly<Record<string, unknown>>;
  /** As the carrier decided. */
  status: number;
  /** The answer never arrived, or another one did. */
  lost?: true;
}

/** What makes one carrier differ from another. */
export interface CarrierDialect {
  routes: readonly CarrierRoute[];
  /** What may stand in a named segment of a path, as it is sent. Default: anything. */
  patterns: Readonly<Record<string, string>>;
  /** The code of a request with a bad parameter. */
  badRequest: string | number;
  /** Looks at a request before its operation does. @throws CarrierFault. */
  admit: (request: WireRequest, asked: { method: string; pathname: string; match?: CarrierMatch }) => void;
  /** The shape of an error. */
  refuse: (fault: CarrierFault, operation: string) => Answer;
}

export const MASK = '(masked)';

/** The part that all fake carriers share: routes, faults and a journal. */
export class CarrierServer {
  readonly faults = new CarrierFaults();
  readonly journal: CarrierJournalEntry[] = [];

  constructor(private readonly dialect: CarrierDialect) {}

  /** Requests by which a number would be lost or bought, or the account changed. */
  get forbidden(): CarrierJournalEntry[] {
    const names = this.dialect.routes.filter(({ forbidden }) => forbidden).map(({ operation }) => operation);
    return this.journal.filter(({ operation }) => names.includes(operation));
  }

  /** The journal without reads. */
  mutations(): CarrierJournalEntry[] {
    return this.journal.filter(({ operation }) => !/^(Read|List|Check)[A-Z]|^GET /.test(operation));
  }

  /** Does an operation as someone else: no journal, no fault, no credentials. @throws CarrierFault. */
  seed(operation: string, asked: Partial<Asked>): object | undefined {
    const route = this.dialect.routes.find((known) => known.operation === operation);
    if (route === undefined) throw new Error(`The fake has no operation ${operation}`);
    const whole = { path: {}, query: {}, body: {}, ...asked };
    checkNames({ route, path: {} }, whole, this.dialect.badRequest);
    return structuredClone(route.perform(whole).body);
  }

  serve(request: WireRequest, body: Buffer, reply: Reply): void {
    const method = request.method ?? '';
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    // The origin's host stands first: `fetchFrom` writes it.
    const pathname = url.pathname.replace(/^\/[^/]+/, '');
    const { routes, patterns } = this.dialect;
    const match = matchCarrierRoute(routes, patterns, { method, pathname });
    const operation = match?.route.operation ?? `${method} ${pathname}`;
    const entry: CarrierJournalEntry = { operation, path: match?.path ?? {}, query: {}, body: {}, status: 0 };
    this.journal.push(entry);
    const happening = match && this.faults.meet(operation);
    const given =
      happening?.when === 'before'
        ? this.refuse(
            new CarrierFault(happening.status, 'fault', 'A fault of the test', happening.retryAfter),
            operation,
          )
        : this.answer(request, { method, pathname, url, body, entry, ...(match && { match }) });
    entry.status = given.status;
    if (happening?.when !== 'after') return send(reply, given);
    entry.lost = true;
    if (happening.status === undefined) return void reply.destroy();
    send(reply, this.refuse(new CarrierFault(happening.status, 'fault', 'The answer was lost'), operation));
  }

  private answer(
    request: WireRequest,
    asked: {
      method: string;
      pathname: string;
      match?: CarrierMatch;
      url: URL;
      body: Buffer;
      entry: CarrierJournalEntry;
    },
  ): Answer {
    const { match, pathname, url, entry } = asked;
    try {
      this.dialect.admit(request, asked);
      if (match === undefined) throw new CarrierFault(404, 'not_found', `Nothing is at ${pathname}`);
      const query = Object.fromEntries(url.searchParams);
      const body = bodyOf(request, asked.body, this.dialect.badRequest);
      Object.assign(entry, { query, body: masked(body) });
      const whole = { path: match.path, query, body };
      checkNames(match, whole, this.dialect.badRequest);
      return match.route.perform(whole);
    } catch (error) {
      if (!(error instanceof CarrierFault)) throw error;
      return this.refuse(error, entry.operation);
    }
  }

  private refuse(fault: CarrierFault, operation: string): Answer {
    return this.dialect.refuse(fault, operation);
  }
}

function bodyOf(request: WireRequest, body: Buffer, code: string | number): Record<string, unknown> {
  if (body.length === 0) return {};
  const text = body.toString('utf8');
  if (!request.headers['content-type']?.startsWith('application/json')) {
    return Object.fromEntries(new URLSearchParams(text));
  }
  try {
    const parsed = JSON.parse(text) as unknown;
    if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)) return { ...parsed };
  } catch {
    // Told below.
  }
  throw new CarrierFault(400, code, 'The body is not a JSON object');
}

function masked(body: Readonly<Record<string, unknown>>): Record<string, unknown> {
  if (Object.keys(body).length === 0) return {};
  const text = JSON.stringify(body, (name, value: unknown) => (/password|token/i.test(name) ? MASK : value));
  const withoutKeys = text.replace(/((?:X-[\w-]*Key|key|token)=)[^&;"<]*/gi, `$1${MASK}`);
  return JSON.parse(withoutKeys) as Record<string, unknown>;
}

function send(reply: Reply, { status, body }: Answer): void {
  reply.writeHead(status, body ? { 'content-type': 'application/json' } : {});
  reply.end(body && JSON.stringify(body));
}
