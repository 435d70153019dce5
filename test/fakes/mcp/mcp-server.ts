import type { IncomingMessage, ServerResponse } from 'node:http';
import { isPublicAddress } from '../../../lambda/adapters/tools/public-address';
import type { Network } from '../../../lambda/adapters/tools/network';
import { HttpServer } from '../http-server';
import { selfSigned } from '../tool-server/certificate';
import { HERE, json, TOOL_HOST } from '../tool-server/tool-server';
import { Legacy } from './legacy';
import { faultOfModern, UNSUPPORTED } from './modern';

export interface Rpc {
  jsonrpc: string;
  id?: number;
  method: string;
  params?: Record<string, unknown> & { name?: string; arguments?: Record<string, unknown> };
}

export interface FakeTool {
  name: string;
  description?: string;
  inputSchema: Record<string, unknown>;
}

/** Done to one request, in place of what it asks for. */
export type McpFault = 'hang' | 'hang up' | 'break the stream' | '500' | 'huge' | 'nonsense' | 'another id';

export const TOKEN = 'token-of-the-clinic';

/**
 * An MCP server over Streamable HTTP on 127.0.0.1, with a bearer token: of the revision without sessions, of one
 * that begins with a handshake, or of both. It refuses whatever the specification of its revision forbids.
 */
export class McpServerFake {
  era: 'modern' | 'legacy' | 'both' = 'modern';
  form: 'json' | 'events' = 'json';
  token: string | undefined = TOKEN;
  tools: FakeTool[] = [];
  pageSize = 50;
  /** Whether each call announces that the list has changed. */
  announces = false;
  answer: (name: string, args: Record<string, unknown>) => Record<string, unknown> = () => ({
    content: [{ type: 'text', text: 'done' }],
  });
  /** What happens to the next requests of a method. */
  readonly faults: { method: string; does: McpFault }[] = [];
  /** What was asked, handshakes and refusals among it, as `<method> <status>`. */
  readonly asked: string[] = [];
  /** The tools that were run. */
  readonly calls: { name: string; args: unknown; headers: IncomingMessage['headers'] }[] = [];
  readonly legacy = new Legacy();
  private readonly certificate = selfSigned(TOOL_HOST);
  private http!: HttpServer;

  static async open(): Promise<McpServerFake> {
    const opened = new McpServerFake();
    opened.http = await HttpServer.open(
      (request, body, response) => opened.take(request, body.toString(), response),
      opened.certificate,
    );
    return opened;
  }

  get url(): string {
    return `https://${TOOL_HOST}:${this.http.port}/mcp`;
  }

  get network(): Network {
    return {
      resolve: async () => [HERE],
      allowsAddress: (address) => address === HERE.address || isPublicAddress(address),
      allowsPort: (port) => port === this.http.port,
      ca: this.certificate.cert,
    };
  }

  close(): Promise<void> {
    return this.http.close();
  }

  private take(request: IncomingMessage, text: string, response: ServerResponse): void {
    const { headers } = request;
    const rpc = JSON.parse(text) as Rpc;
    response.on('finish', () => this.asked.push(`${rpc.method} ${response.statusCode}`));
    if (headers.authorization !== (this.token === undefined ? undefined : `Bearer ${this.token}`)) {
      return json(response, 401, {});
    }
    const accepts = String(headers.accept).split(/, */);
    const isPost = request.method === 'POST' && headers['content-type'] === 'application/json';
    if (!isPost || !accepts.includes('application/json') || !accepts.includes('text/event-stream')) {
      return json(response, 406, {});
    }
    const fault = this.faults.findIndex(({ method }) => method === rpc.method);
    if (fault >= 0) return this.fail(this.faults.splice(fault, 1)[0]!.does, rpc, response);
    const isModern = rpc.params?._meta !== undefined;
    if (isModern && this.era !== 'legacy') return this.modern(rpc, headers, response);
    if (this.era !== 'modern') return this.legacyAnswer(rpc, headers, response);
    return json(response, 400, {
      jsonrpc: '2.0',
      error: { code: UNSUPPORTED, data: { supported: ['2026-07-28'] } },
    });
  }

  private modern(rpc: Rpc, headers: IncomingMessage['headers'], response: ServerResponse): void {
    const schema = this.tools.find(({ name }) => name === rpc.params?.name)?.inputSchema;
    const error = faultOfModern(rpc, headers, schema);
    if (error) return json(response, 400, { jsonrpc: '2.0', id: rpc.id, error });
    this.serve(rpc, headers, response);
  }

  private legacyAnswer(rpc: Rpc, headers: IncomingMessage['headers'], response: ServerResponse): void {
    const { status, result, session } = this.legacy.admit(rpc, headers);
    if (session !== undefined) response.setHeader('Mcp-Session-Id', session);
    if (result) return this.send(response, rpc, { result });
    if (status !== 200) return void response.writeHead(status).end();
    this.serve(rpc, headers, response);
  }

  private serve(
    { id, method, params = {}, ...rest }: Rpc,
    headers: IncomingMessage['headers'],
    response: ServerResponse,
  ): void {
    const rpc = { id, method, params, ...rest };
    if (method === 'tools/list') {
      const from = Number(params['cursor'] ?? 0);
      const nextCursor = from + this.pageSize < this.tools.length ? String(from + this.pageSize) : undefined;
      return this.send(response, rpc, {
        result: { tools: this.tools.slice(from, from + this.pageSize), nextCursor },
      });
    }
    if (method !== 'tools/call')
      return this.send(response, rpc, { error: { code: -32601, message: 'secret words' } });
    const { name = '', arguments: args = {} } = params;
    if (!this.tools.some((tool) => tool.name === name)) {
      return this.send(response, rpc, { error: { code: -32602, message: 'secret words' } });
    }
    this.calls.push({ name, args, headers });
    this.send(response, rpc, { result: this.answer(name, args) });
  }

  private send(response: ServerResponse, { id }: Rpc, answer: object): void {
    const message = { jsonrpc: '2.0', id, ...answer };
    if (this.form === 'json') return json(response, 200, message);
    const changed = { jsonrpc: '2.0', method: 'notifications/tools/list_changed' };
    const progress = { jsonrpc: '2.0', method: 'notifications/progress', params: { progress: 1 } };
    const events = [progress, ...(this.announces ? [changed] : []), message];
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write(': keep-alive\r\n\r\n');
    // In pieces that end anywhere, as a network delivers them; \r\n and \n are both the end of a line.
    const stream = events.map((event) => `event: message\r\ndata: ${JSON.stringify(event)}\r\n\r\n`).join('');
    const bytes = Buffer.from(stream);
    for (let at = 0; at < bytes.length; at += 37) response.write(bytes.subarray(at, at + 37));
    response.end();
  }

  private fail(does: McpFault, { id, method }: Rpc, response: ServerResponse): void {
    if (method === 'tools/call') this.calls.push({ name: does, args: {}, headers: {} });
    const result = { content: [{ type: 'text', text: 'x'.repeat(does === 'huge' ? 300_000 : 1) }] };
    switch (does) {
      case 'hang':
        return;
      case 'hang up':
        return void response.destroy();
      case '500':
        return json(response, 500, { error: 'secret words' });
      case 'break the stream':
        response.writeHead(200, { 'content-type': 'text/event-stream' });
        response.write('data: {"jsonrpc":"2.0","id":', () => response.end());
        return;
      case 'nonsense':
        return void response.writeHead(200, { 'content-type': 'application/json' }).end('secret words');
      case 'another id':
        return json(response, 200, { jsonrpc: '2.0', id: -1, result });
      case 'huge':
        return json(response, 200, { jsonrpc: '2.0', id, result });
    }
  }
}
