import { written, type Body, type CarrierCall, type Method, type Path } from './carrier-call';
import { CallNotAllowedError } from './carrier-error';

/** All that may be asked of a carrier. What is not on the list can't leave the process. */
export interface AllowList {
  /** As in `twilio`, for errors. */
  carrier: string;
  /** What may stand in a named segment: the source of a regular expression that fits the whole of it. */
  segments: Readonly<Record<string, string>>;
  calls: readonly AllowedCall[];
}

export interface AllowedCall {
  method: Method;
  /** `https` only, as in `https://api.twilio.com`. */
  origin: string;
  /** Named segments in braces, as in `/v1/Trunks/{trunk}` or `/Accounts/{account}.json`. */
  path: string;
  /** Names that the query may hold. Default: none. */
  query?: readonly string[];
  /** Names that the query must hold, each with the named segment that its value has to be. Default: none. */
  needs?: Readonly<Record<string, string>>;
  /**
   * Names that the body may hold at its top. Default: no body. They matter as much as the path: Twilio gives a
   * number away to another account when an update of it holds `AccountSid`.
   */
  body?: readonly string[];
}

/** A call that may be made. */
export interface PassedCall {
  url: URL;
  /** Method and template of the path, as in `GET /v1/Trunks/{trunk}`. Fit for errors and logs. */
  call: string;
}

/** The one door to a carrier's API: every client's requests pass it before a socket is opened. */
export class Guard {
  readonly carrier: string;
  private readonly calls: readonly CompiledCall[];
  private readonly words: ReadonlySet<string>;

  /** @throws TypeError when the list itself has a fault. */
  constructor(list: AllowList) {
    this.carrier = list.carrier;
    this.calls = compiled(list);
    this.words = new Set(list.calls.flatMap(({ path }) => path.split('/')).filter((s) => !s.includes('{')));
  }

  /** @throws CallNotAllowedError, which names neither numbers nor keys. */
  pass({ method, origin, path, query = {}, body }: CarrierCall): PassedCall {
    const fitting = this.calls.find(
      ({ allowed, segments }) =>
        allowed.method === method &&
        allowed.origin === origin &&
        segments.length === path.length &&
        segments.every((segment, i) => segment.test(path[i] ?? '')),
    );
    const shown = `${this.carrier}: ${/^[A-Z]{1,10}$/.test(method) ? method : '(method)'} ${this.outline(path)}`;
    if (fitting === undefined) throw new CallNotAllowedError(`${shown} is not among the allowed calls`);
    const { allowed, needs } = fitting;
    const missing = needs.filter(([name, pattern]) => !pattern.test(query[name] ?? ''));
    if (missing.length > 0) {
      throw new CallNotAllowedError(
        `${shown} is not allowed without ${missing.map(([name]) => name).join(', ')}`,
      );
    }
    const queryNames = [...(allowed.query ?? []), ...needs.map(([name]) => name)];
    const strange = [...foreign(query, queryNames), ...foreign(fieldsOf(body), allowed.body)];
    if (strange.length > 0) {
      throw new CallNotAllowedError(`${shown} is not allowed with ${strange.map(nameOf).join(', ')}`);
    }
    if (body !== undefined && allowed.body === undefined) {
      throw new CallNotAllowedError(`${shown} is not allowed with a body`);
    }
    return { url: urlOf(origin, path, query), call: `${method} ${allowed.path}` };
  }

  /** The path with the list's own words only. */
  private outline(path: Path): string {
    return `/${path.map((segment) => (this.words.has(segment) ? segment : '{…}')).join('/')}`;
  }
}

interface CompiledCall {
  allowed: AllowedCall;
  segments: RegExp[];
  needs: [string, RegExp][];
}

/** Lists are constants, and connections many. */
const COMPILED = new WeakMap<AllowList, readonly CompiledCall[]>();

function compiled(list: AllowList): readonly CompiledCall[] {
  const known = COMPILED.get(list);
  if (known) return known;
  const calls = list.calls.map((allowed) => ({
    allowed,
    segments: segmentsOf(allowed, list.segments),
    needs: needsOf(allowed, list.segments),
  }));
  COMPILED.set(list, calls);
  return calls;
}

function segmentsOf({ origin, path }: AllowedCall, named: AllowList['segments']): RegExp[] {
  const url = new URL(origin);
  if (url.protocol !== 'https:' || url.origin !== origin) throw new TypeError(`${origin} is no https origin`);
  if (!path.startsWith('/')) throw new TypeError(`${path} does not begin with a slash`);
  return path
    .slice(1)
    .split('/')
    .map((segment) => {
      const [, before = '', name, after = ''] = /^([^{}]*)\{(\w+)\}([^{}]*)$/.exec(segment) ?? [];
      if (name === undefined) return new RegExp(`^${literally(segment)}$`);
      return new RegExp(`^${literally(before)}(?:${patternOf(name, path, named)})${literally(after)}$`);
    });
}

function needsOf({ path, needs = {} }: AllowedCall, named: AllowList['segments']): [string, RegExp][] {
  return Object.entries(needs).map(([name, segment]) => [
    name,
    new RegExp(`^(?:${patternOf(segment, path, named)})$`),
  ]);
}

function patternOf(name: string, path: string, named: AllowList['segments']): string {
  const pattern = named[name];
  if (pattern === undefined) throw new TypeError(`${path}: nothing says what {${name}} may be`);
  return pattern;
}

function urlOf(origin: string, path: Path, query: Readonly<Record<string, string>>): URL {
  const pathname = written(path);
  const url = new URL(`${origin}${pathname}`);
  // URLs resolve `..` themselves; a pattern that lets it through must not lead elsewhere.
  if (url.pathname !== pathname || url.origin !== origin) {
    throw new CallNotAllowedError('a segment of the path leads out of it');
  }
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  return url;
}

function fieldsOf(body: Body | undefined): Readonly<Record<string, unknown>> {
  return { ...body?.form, ...body?.json };
}

function foreign(given: Readonly<Record<string, unknown>>, known: readonly string[] = []): string[] {
  return Object.keys(given).filter((name) => !known.includes(name));
}

function nameOf(parameter: string): string {
  return /^[A-Za-z_]{1,40}$/.test(parameter) ? parameter : '(another parameter)';
}

function literally(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
