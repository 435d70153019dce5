import { fetchFrom } from './carrier-origins';
import { HttpServer } from './http-server';
import type { Reply, WireRequest } from './in-process';

/** A fake carrier, and the two ways to it: within the process, and by HTTP once it is open. */
export abstract class ReachableCarrier {
  private http?: HttpServer;

  /** @param realOrigins the carrier's own, each of which the fake stands in for. */
  protected constructor(private readonly realOrigins: readonly string[]) {}

  /** @param request its URL has the origin's host as the first segment of the path. */
  protected abstract serve(request: WireRequest, body: Buffer, reply: Reply): void;

  async open(): Promise<void> {
    this.http = await HttpServer.open((request, body, response) => this.serve(request, body, response));
  }

  get url(): string {
    if (this.http === undefined) throw new Error('the fake is not open');
    return this.http.url;
  }

  /** The fake by each of the carrier's origins, for `fetchFrom`. */
  get origins(): Record<string, string> {
    return Object.fromEntries(this.realOrigins.map((origin) => [origin, this.url]));
  }

  /** A `fetch` that reaches this fake and nothing else. */
  get fetch(): typeof fetch {
    return fetchFrom(this.origins);
  }

  /** The same without a socket, for tests with thousands of requests. */
  readonly fetchInProcess: typeof fetch = async (input, init = {}) => {
    const { origin, host, pathname, search } = new URL(input instanceof Request ? input.url : input);
    if (!this.realOrigins.includes(origin)) throw new Error(`No fake stands for ${origin}`);
    const body = textOf(init.body);
    const { method = 'GET', signal } = init;
    const request = { method, url: `/${host}${pathname}${search}`, headers: headersOf(init, body) };
    return new Promise((resolve, reject) => {
      const begun: ResponseInit = {};
      this.serve(request, body, {
        writeHead: (status, headers) => Object.assign(begun, { status, headers }),
        end: (text) => resolve(new Response(text ?? null, begun)),
        destroy: () => reject(new TypeError('fetch failed', { cause: { code: 'UND_ERR_SOCKET' } })),
      });
      // One who has given up before it was answered.
      if (begun.status === undefined) signal?.addEventListener('abort', () => reject(signal.reason as Error));
    });
  };

  async close(): Promise<void> {
    await this.http?.close();
  }
}

/** @throws TypeError for what is neither a text nor a form. */
function textOf(body: RequestInit['body']): Buffer {
  if (body === undefined || body === null) return Buffer.alloc(0);
  if (typeof body === 'string') return Buffer.from(body);
  if (body instanceof URLSearchParams) return Buffer.from(body.toString());
  throw new TypeError('within the process, a body is a text or a form');
}

function headersOf({ headers, body }: RequestInit, { length }: Buffer): Record<string, string> {
  const form = body instanceof URLSearchParams && 'application/x-www-form-urlencoded;charset=UTF-8';
  return {
    ...(form && { 'content-type': form }),
    ...(length > 0 && { 'content-length': String(length) }),
    ...Object.fromEntries(headers instanceof Headers ? headers : new Headers(headers)),
  };
}
