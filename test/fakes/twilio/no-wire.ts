import type { Reply, WireRequest } from './wire';

/** A `fetch` that hands requests to a server of this process, as they would come to it by `fetchFrom`. */
export function overNoWire(
  origins: readonly string[],
  serve: (request: WireRequest, body: Buffer, reply: Reply) => void,
): typeof fetch {
  return async (input, init) => {
    const request = new Request(input, init);
    const { origin, host, pathname, search } = new URL(request.url);
    if (!origins.includes(origin)) throw new Error(`No fake stands for ${origin}`);
    const { method, headers, signal } = request;
    const body = Buffer.from(await request.arrayBuffer());
    const asked = { method, url: `/${host}${pathname}${search}`, headers: Object.fromEntries(headers) };
    return new Promise((resolve, reject) => {
      const begun: ResponseInit = {};
      signal.addEventListener('abort', () => reject(signal.reason as Error));
      serve(asked, body, {
        writeHead: (status, given) => Object.assign(begun, { status, headers: given }),
        end: (text) => resolve(new Response(text ?? null, begun)),
        destroy: () => reject(new TypeError('fetch failed', { cause: { code: 'UND_ERR_SOCKET' } })),
      });
    });
  };
}
