import { createHmac } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { LookupAddress } from 'node:dns';
import { isPublicAddress } from '../../../lambda/adapters/tools/public-address';
import type { Network } from '../../../lambda/adapters/tools/network';
import type { ToolRequest } from '../../../lambda/core/tools/tool-runner';
import { HttpServer } from '../http-server';
import { selfSigned } from './certificate';

export const TOOL_HOST = 'tools.example.com';
export const TOOL_KEY = 'a key of thirty-two characters at least';

type KeyIn = (body: Record<string, unknown>) => unknown;

/** What the service answers, or what it does to the connection. */
export type Answer = (request: ToolRequest, response: ServerResponse) => void;

/**
 * A company's web service behind its tools, over HTTPS on 127.0.0.1. It takes signed requests only: a POST of
 * JSON whose signature is of its key and not older than five minutes.
 */
export class ToolServer {
  readonly requests: { path: string; headers: IncomingMessage['headers']; body: ToolRequest }[] = [];
  /** Host names that were looked up. */
  readonly lookups: string[] = [];
  answer: Answer = (_, response) => json(response, 200, { found: true });
  /** What the name server says, one answer a lookup; afterwards it says where this server is. */
  names: LookupAddress[][] = [];
  private readonly certificate = selfSigned(TOOL_HOST);
  private http!: HttpServer;

  private constructor(
    private readonly now: () => number,
    private readonly keyIn: KeyIn,
  ) {}

  /** @param keyIn where a body says its idempotency key. */
  static async open(
    now: () => number,
    keyIn: KeyIn = ({ idempotencyKey }) => idempotencyKey,
  ): Promise<ToolServer> {
    const opened = new ToolServer(now, keyIn);
    opened.http = await HttpServer.open(
      (request, body, response) => opened.take(request, body.toString(), response),
      opened.certificate,
    );
    return opened;
  }

  get port(): number {
    return this.http.port;
  }

  get url(): string {
    return `https://${TOOL_HOST}:${this.port}/orders`;
  }

  /** The public network, but for this server, which stands for one that is public. */
  get network(): Network {
    return {
      resolve: async (hostname) => {
        this.lookups.push(hostname);
        return this.names.shift() ?? [HERE];
      },
      allowsAddress: (address) => address === HERE.address || isPublicAddress(address),
      allowsPort: (port) => port === this.port,
      ca: this.certificate.cert,
    };
  }

  close(): Promise<void> {
    return this.http.close();
  }

  private take(request: IncomingMessage, text: string, response: ServerResponse): void {
    const { headers, method, url: path = '' } = request;
    if (method !== 'POST' || headers['content-type'] !== 'application/json') return json(response, 415, {});
    if (!this.isSigned(String(headers['x-byon-signature']), text)) return json(response, 401, {});
    const body = JSON.parse(text) as ToolRequest;
    if (headers['idempotency-key'] !== this.keyIn({ ...body })) return json(response, 400, {});
    this.requests.push({ path, headers, body });
    this.answer(body, response);
  }

  private isSigned(header: string, body: string): boolean {
    const fields = Object.fromEntries(header.split(',').map((field) => field.split('=')));
    const { t, v1 } = fields as { t?: string; v1?: string };
    const age = Math.abs(this.now() / 1000 - Number(t));
    return age <= 300 && createHmac('sha256', TOOL_KEY).update(`${t}.${body}`).digest('hex') === v1;
  }
}

export const HERE: LookupAddress = { address: '127.0.0.1', family: 4 };

export function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' });
  response.end(JSON.stringify(body));
}
