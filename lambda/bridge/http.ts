import * as z from 'zod';

/** A host name by itself: what is made an address of must not say more than where the bridge is. */
const hostName = z
  .string()
  .max(253)
  .regex(/^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/);

/**
 * What a function URL hands over, payload format 2.0, as far as the bridge reads it. `domainName` is the function
 * URL's own, as in `abc123.lambda-url.us-east-1.on.aws`. Lambda writes it, and finds the function by it, so a client
 * can't choose it. And it need not be secret: carriers sign the address that they call, and only they can.
 */
export const functionUrlEvent = z.object({
  rawPath: z.string(),
  rawQueryString: z.string().default(''),
  headers: z.record(z.string(), z.string()).default({}),
  requestContext: z.object({ domainName: hostName, http: z.object({ method: z.string() }) }),
  body: z.string().default(''),
  isBase64Encoded: z.boolean().default(false),
});

export interface BridgeRequest {
  /** Our own, without a slash at its end. Never what a header says of the host. */
  address: string;
  /** Where the carrier sent it. */
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

export function toRequest(event: z.output<typeof functionUrlEvent>): BridgeRequest {
  const { rawPath, rawQueryString, headers, isBase64Encoded } = event;
  const address = `https://${event.requestContext.domainName}`;
  const body = isBase64Encoded ? Buffer.from(event.body, 'base64').toString('utf8') : event.body;
  return {
    address,
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
