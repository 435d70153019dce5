import type { IncomingMessage } from 'node:http';
import { HttpResponse, type HttpHandler } from '@smithy/core/protocols';
import type { HttpRequest } from '@smithy/types';

/** What a fake reads of a request. */
export type WireRequest = Pick<IncomingMessage, 'method' | 'url' | 'headers'>;

/** What a fake does to answer one. */
export interface Reply {
  writeHead(status: number, headers: Record<string, string>): unknown;
  end(text?: string): unknown;
  /** Breaks the connection. */
  destroy(): unknown;
}

export type Serve = (request: WireRequest, body: Buffer, reply: Reply) => void | Promise<void>;

/** The way of an AWS client to a fake in its own process, without a socket, for tests with thousands of requests. */
export function inProcess(serve: Serve): Pick<HttpHandler, 'handle'> {
  return {
    handle: ({ method, path, query, headers, body }: HttpRequest) =>
      new Promise((resolve, reject) => {
        const begun = { statusCode: 0, headers: {} };
        const fail = () => reject(Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' }));
        const reply: Reply = {
          writeHead: (statusCode, headers) => Object.assign(begun, { statusCode, headers }),
          end: (text = '') => resolve({ response: new HttpResponse({ ...begun, body: Buffer.from(text) }) }),
          destroy: fail,
        };
        const given = (body as string | Uint8Array | undefined) ?? '';
        // The SDK's own kind of Uint8Array takes it amiss when it is asked for its value.
        const sent = typeof given === 'string' ? Buffer.from(given) : Buffer.concat([given]);
        void serve({ method, url: `${path}${asText(query)}`, headers }, sent, reply);
      }),
  };
}

function asText(query: HttpRequest['query'] = {}): string {
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    [value ?? ''].flat().map((one): [string, string] => [name, one]),
  );
  return pairs.length === 0 ? '' : `?${new URLSearchParams(pairs).toString()}`;
}
