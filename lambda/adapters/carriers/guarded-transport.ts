import type * as z from 'zod';
import type { Clock } from '../../core/ports';
import type { CarrierAnswer, CarrierCall, Form } from './carrier-call';
import { AmbiguousError, CarrierError, harmless } from './carrier-error';
import type { Credentials } from './guarded-credentials';
import { Guard, type AllowList, type PassedCall } from './guard';
import { bodyOf } from './guarded-body';

/** What a carrier's error body says. */
export interface Explanation {
  code?: string | undefined;
  message?: string | undefined;
  /** How long to wait before the next attempt, where the body says so. */
  retryAfterSeconds?: number | undefined;
}

export interface TransportOptions {
  allowed: AllowList;
  credentials: Credentials;
  clock: Clock;
  /** Reads an error body of this carrier: JSON, or undefined. Must not throw. */
  explain: (body: unknown) => Explanation;
  /** The status inside an answer that says 200 although it is a failure. Default: none is. Must not throw. */
  innerStatus?: (body: unknown) => number | undefined;
  /** Per attempt. Default: 10,000. */
  timeoutMs?: number;
  /** Default: the process's own. */
  fetch?: typeof fetch;
}

/** What every carrier's connection hands on. */
export type TransportSurroundings = Pick<TransportOptions, 'clock' | 'timeoutMs' | 'fetch'>;

const ATTEMPTS = 4;
const LONGEST_WAIT_MS = 20_000;

/** No connection came about, so nothing was asked. */
const NEVER_SENT = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT'];

/** One attempt's outcome. `again` says whether the same call may be sent once more. */
type Outcome = { answer: CarrierAnswer } | Failed;
interface Failed {
  error: CarrierError;
  again: boolean;
  waitMs?: number | undefined;
}

/**
 * Sends calls to a carrier, through its guard. A call is repeated only where that is safe: when the carrier was
 * too busy for it (429), when no connection came about, and reads whenever the carrier fails.
 */
export class GuardedTransport {
  private readonly guard: Guard;

  constructor(private readonly options: TransportOptions) {
    this.guard = new Guard(options.allowed);
  }

  /**
   * @throws CallNotAllowedError before anything is sent.
   * @throws CarrierError when the carrier refused, or can't be reached.
   * @throws AmbiguousError when a call that changes something may or may not have arrived.
   */
  async send(call: CarrierCall): Promise<CarrierAnswer> {
    const passed = this.guard.pass(call);
    for (let attempt = 1; ; attempt++) {
      const outcome = await this.attempt(call, passed);
      if ('answer' in outcome) return outcome.answer;
      if (!outcome.again || attempt === ATTEMPTS) throw outcome.error;
      await this.options.clock.sleep(outcome.waitMs ?? backOff(attempt));
    }
  }

  /**
   * Sends a call and reads its answer by a schema.
   *
   * @throws as `send`; an answer that doesn't fit is a CarrierError to a read, an AmbiguousError to other calls.
   */
  async ask<T>(call: CarrierCall, schema: z.ZodType<T>): Promise<T> {
    const { status, body } = await this.send(call);
    const parsed = schema.safeParse(body);
    if (parsed.success) return parsed.data;
    const places = parsed.error.issues.map(({ path }) => path.join('.') || 'the whole').join(', ');
    const detail = `its answer is not as its documents promise (${places})`;
    throw this.inDoubt(call, this.guard.pass(call), { status, detail }).error;
  }

  private async attempt(call: CarrierCall, passed: PassedCall): Promise<Outcome> {
    const { timeoutMs = 10_000 } = this.options;
    // Node keeps `AbortSignal.timeout` until its time, however soon the answer came.
    const abort = new AbortController();
    const timer = setTimeout(
      () => abort.abort(new DOMException('It took too long', 'TimeoutError')),
      timeoutMs,
    );
    timer.unref();
    try {
      const response = await this.fetch(call, passed, abort.signal);
      const body = await bodyOf(response);
      return this.judge(call, passed, response, body);
    } catch (error) {
      return this.broken(call, passed, error);
    } finally {
      clearTimeout(timer);
    }
  }

  private fetch({ method, body }: CarrierCall, { url }: PassedCall, signal: AbortSignal): Promise<Response> {
    const { credentials, fetch = globalThis.fetch } = this.options;
    const headers = new Headers({ accept: 'application/json', ...credentials.headers });
    if (body?.json) headers.set('content-type', 'application/json');
    return fetch(url, {
      method,
      headers,
      redirect: 'manual',
      signal,
      ...(body && { body: body.json ? JSON.stringify(body.json) : encoded(body.form) }),
    });
  }

  private judge(
    call: CarrierCall,
    passed: PassedCall,
    response: Response,
    body: { json: unknown } | { unusable: string },
  ): Outcome {
    const inner = response.ok && 'json' in body ? this.options.innerStatus?.(body.json) : undefined;
    const status = inner ?? response.status;
    if (status >= 300 && status < 400) {
      const detail = 'it answered with a redirect, which is never followed';
      return { error: this.error(passed, { status, detail }), again: false };
    }
    if (status < 300) {
      if ('json' in body) return { answer: { status, body: body.json } };
      return this.inDoubt(call, passed, { status, detail: `its answer cannot be used: ${body.unusable}` });
    }
    const { code, message, retryAfterSeconds } =
      'json' in body ? this.options.explain(body.json) : ({} as Explanation);
    const known = code === undefined ? undefined : this.harmless(code);
    const detail = [`it answered ${status}`, known && ` (${known})`, message && `: ${this.harmless(message)}`]
      .filter(Boolean)
      .join('');
    if (status >= 500 || status === 408) return this.inDoubt(call, passed, { status, code: known, detail });
    const error = this.error(passed, { status, code: known, detail });
    return { error, again: status === 429, waitMs: waitOf(response, retryAfterSeconds) };
  }

  /** The error of fetch itself stays out: it may quote a header. */
  private broken(call: CarrierCall, passed: PassedCall, error: unknown): Outcome {
    const code = codeOf(error);
    if (NEVER_SENT.includes(code)) {
      const detail = `it could not be reached (${code}); try again later`;
      return { error: this.error(passed, { detail }), again: true };
    }
    return this.inDoubt(call, passed, { detail: `the connection broke or took too long (${code})` });
  }

  private inDoubt(call: CarrierCall, passed: PassedCall, failure: Failure): Failed {
    if (call.method === 'GET') return { error: this.error(passed, failure), again: true };
    const detail = `${failure.detail}; it may or may not have happened, so read before asking again`;
    const { carrier } = this.guard;
    return { error: new AmbiguousError({ carrier, call: passed.call, ...failure, detail }), again: false };
  }

  private error(passed: PassedCall, failure: Failure): CarrierError {
    return new CarrierError({ carrier: this.guard.carrier, call: passed.call, ...failure });
  }

  private harmless(text: string): string {
    return harmless(text, this.options.credentials.secrets);
  }
}

interface Failure {
  detail: string;
  status?: number;
  code?: string | undefined;
}

function codeOf(error: unknown): string {
  const { name, cause } = error as { name?: unknown; cause?: { code?: unknown } };
  const words = [cause?.code, name].filter((word) => typeof word === 'string');
  return words.find((word) => /^\w{1,40}$/.test(word)) ?? 'unknown error';
}

/** Half fixed, half by chance, so that many who were refused at once don't come back at once. */
function backOff(attempt: number): number {
  const most = 500 * 2 ** attempt;
  return Math.round(most / 2 + (Math.random() * most) / 2);
}

function waitOf(response: Response, told: number | undefined): number | undefined {
  const seconds = told ?? Number(response.headers.get('retry-after') ?? Number.NaN);
  return seconds >= 0 ? Math.min(seconds * 1000, LONGEST_WAIT_MS) : undefined;
}

function encoded(form: Form): URLSearchParams {
  const sent = new URLSearchParams();
  for (const [name, given] of Object.entries(form)) {
    for (const value of typeof given === 'string' ? [given] : given) sent.append(name, value);
  }
  return sent;
}
