import * as z from 'zod';

/** What a function URL hands over, payload format 2.0, as far as the bridge reads it. */
export const functionUrlEvent = z.object({
  rawPath: z.string(),
  rawQueryString: z.string().default(''),
  headers: z.record(z.string(), z.string()).default({}),
  requestContext: z.object({ http: z.object({ method: z.string() }) }),
  body: z.string().default(''),
  isBase64Encoded: z.boolean().default(false),
});

export interface BridgeRequest {
  /** Where the carrier sent it: our own address as configured, never what the request says of its host. */
  url: string;
  path: string;
  /** By lower-case name. */
  headers: Readonly<Record<string, string>>;
  body: string;
  /** Fields of the form. One that comes twice is a list. */
  form: Readonly<Record<string, string | string[]>>;
}

export interface BridgeAnswer {
  statusCode: number;
  headers: Record<string, string>;
  body: string;
}

/** @param address our own, without a slash at its end. */
export function toRequest(event: z.output<typeof functionUrlEvent>, address: string): BridgeRequest {
  const { rawPath, rawQueryString, headers, isBase64Encoded } = event;
  const body = isBase64Encoded ? Buffer.from(event.body, 'base64').toString('utf8') : event.body;
  return {
    url: `${address}${rawPath}${rawQueryString && `?${rawQueryString}`}`,
    path: rawPath,
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value])),
    body,
    form: formOf(body),
  };
}

function formOf(body: string): BridgeRequest['form'] {
  const fields = new Map<string, string | string[]>();
  for (const [name, value] of new URLSearchParams(body)) {
    const before = fields.get(name);
    fields.set(name, before === undefined ? value : [before, value].flat());
  }
  return Object.fromEntries(fields);
}

export const xml = (body: string): BridgeAnswer => ({
  statusCode: 200,
  headers: { 'content-type': 'text/xml; charset=utf-8', 'cache-control': 'no-store' },
  body,
});

export const plain = (statusCode: number, body: string): BridgeAnswer => ({
  statusCode,
  headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
  body,
});
