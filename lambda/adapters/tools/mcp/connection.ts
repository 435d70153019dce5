import * as z from 'zod';
import { ToolError } from '../../../core/tools/tool-error';
import { guardedPost, guardedUrl } from '../guarded-post';
import type { Network } from '../network';
import { asToolError } from '../tool-answer';
import { headerValue } from './param-headers';
import { rpcAnswer, type RpcAnswer } from './rpc-answer';

/** The revision without sessions: each request says what it speaks. */
const MODERN = '2026-07-28';
/** Those that begin with a handshake, the newest first. */
const LEGACY = ['2025-11-25', '2025-06-18', '2025-03-26'];

const CLIENT = { name: 'byon', version: '1' };
const META = {
  'io.modelcontextprotocol/protocolVersion': MODERN,
  'io.modelcontextprotocol/clientInfo': CLIENT,
  'io.modelcontextprotocol/clientCapabilities': {},
};

/** The errors by which a server of the modern revision is known, MCP 2026-07-28. */
const UNSUPPORTED_VERSION = -32022;
const MODERN_ERRORS: ReadonlySet<number> = new Set([-32020, -32021, UNSUPPORTED_VERSION]);
/** Errors of the protocol itself: no tool was run. */
const NOT_RUN: ReadonlySet<number> = new Set([...MODERN_ERRORS, -32700, -32600, -32601, -32602]);

/** How a server is spoken to. */
type Dialect = { era: 'modern' } | { era: 'legacy'; version: string; session?: string | undefined };

export interface ConnectionOptions {
  network: Network;
  url: string;
  /** Bearer token, if the server wants one; `renew` when it has refused the one that was known. */
  token?: ((renew: boolean) => Promise<string>) | undefined;
  /** Is told the method of each notification. */
  notified: (method: string) => void;
}

interface Request {
  /** Whose error it is when it fails. */
  tool: string;
  method: 'tools/list' | 'tools/call';
  params: Record<string, unknown>;
  headers?: Record<string, string>;
  signal: AbortSignal;
}

/**
 * One MCP server over Streamable HTTP, of the revision without sessions or of those before it: the first request
 * shows which. A request is sent again only after an answer that says that it was not looked at: an unknown
 * session, a token that has expired. Streams are not taken up again where they break off.
 */
export class McpConnection {
  private dialect: Dialect | undefined;
  private requests = 0;

  constructor(private readonly options: ConnectionOptions) {}

  /** @throws ToolError */
  async list(
    tool: string,
    cursor: string | undefined,
    signal: AbortSignal,
  ): Promise<Record<string, unknown>> {
    const params = cursor === undefined ? {} : { cursor };
    const request: Request = { tool, method: 'tools/list', params, signal };
    if (this.dialect) return this.ask(request);
    const answer = await this.post(request, { era: 'modern' });
    if (answer.result) {
      this.dialect = { era: 'modern' };
      return answer.result;
    }
    this.demandLegacy(answer, tool);
    this.dialect = await this.initialise(tool, signal);
    return this.ask(request);
  }

  /**
   * @param headers those that the tool's schema asks for.
   * @throws ToolError
   */
  async call(
    {
      tool,
      remote,
      args,
      headers,
    }: { tool: string; remote: string; args: object; headers: Record<string, string> },
    idempotencyKey: string,
    signal: AbortSignal,
  ): Promise<Record<string, unknown>> {
    // A listing shows how the server is spoken to, and unlike a call it may be made twice.
    if (!this.dialect) await this.list(tool, undefined, signal);
    return this.ask({
      tool,
      method: 'tools/call',
      params: { name: remote, arguments: args },
      headers: { 'Idempotency-Key': idempotencyKey, 'Mcp-Name': headerValue(remote), ...headers },
      signal,
    });
  }

  private async ask(request: Request): Promise<Record<string, unknown>> {
    const { tool, signal } = request;
    let answer = await this.post(request, this.dialect ?? { era: 'modern' });
    if (answer.status === 404 && this.dialect?.era === 'legacy' && this.dialect.session !== undefined) {
      this.dialect = undefined;
      this.dialect = await this.initialise(tool, signal);
      answer = await this.post(request, this.dialect);
    }
    if (answer.result) return answer.result;
    throw refusalOf(answer, tool);
  }

  /** @throws ToolError when the server is not of an earlier revision, or says nothing of it. */
  private demandLegacy(answer: RpcAnswer, tool: string): void {
    const { status, error } = answer;
    const isElse = status >= 500 || status === 429 || status === 401 || status === 403 || status < 400;
    if (error?.code === UNSUPPORTED_VERSION) {
      const { data: supported = [] } = z
        .object({ supported: z.array(z.string()) })
        .transform((all) => all.supported)
        .safeParse(error.data);
      if (supported.some((version) => LEGACY.includes(version))) return;
      throw new ToolError(tool, 'refused', 'it speaks no version of MCP that is known here');
    }
    // An error in an answer that succeeded comes from servers that want to be initialised first, too.
    if (isElse && !(error && status < 400)) throw refusalOf(answer, tool);
    if (error && MODERN_ERRORS.has(error.code)) throw refusalOf(answer, tool);
  }

  private async initialise(tool: string, signal: AbortSignal): Promise<Dialect> {
    const params = { protocolVersion: LEGACY[0], capabilities: {}, clientInfo: CLIENT };
    const answer = await this.send({ method: 'initialize', params }, {}, tool, signal);
    if (!answer.result) throw refusalOf(answer, tool);
    const version = String(answer.result['protocolVersion']);
    if (!LEGACY.includes(version)) {
      throw new ToolError(tool, 'refused', 'it speaks no version of MCP that is known here');
    }
    const session = answer.headers['mcp-session-id'];
    const dialect: Dialect = {
      era: 'legacy',
      version,
      session: session === undefined ? undefined : String(session),
    };
    await this.notify('notifications/initialized', headersOf(dialect), tool, signal);
    return dialect;
  }

  private post(
    { method, params, headers = {}, tool, signal }: Request,
    dialect: Dialect,
  ): Promise<RpcAnswer> {
    if (dialect.era === 'legacy') {
      const { 'Idempotency-Key': key } = headers;
      return this.send(
        { method, params },
        { ...headersOf(dialect), ...(key !== undefined && { 'Idempotency-Key': key }) },
        tool,
        signal,
      );
    }
    const all = { 'MCP-Protocol-Version': MODERN, 'Mcp-Method': method, ...headers };
    return this.send({ method, params: { ...params, _meta: META } }, all, tool, signal);
  }

  private async send(
    message: { method: string; params: object },
    headers: Record<string, string>,
    tool: string,
    signal: AbortSignal,
  ): Promise<RpcAnswer> {
    const id = ++this.requests;
    const body = JSON.stringify({ jsonrpc: '2.0', id, ...message });
    const once = async (renew: boolean) =>
      rpcAnswer(await this.request(body, headers, { renew, signal }), id, tool, this.options.notified);
    try {
      const answer = await once(false);
      return answer.status === 401 && this.options.token ? await once(true) : answer;
    } catch (error) {
      throw asToolError(error, tool, signal);
    }
  }

  private async notify(
    method: string,
    headers: Record<string, string>,
    tool: string,
    signal: AbortSignal,
  ): Promise<void> {
    try {
      const body = JSON.stringify({ jsonrpc: '2.0', method });
      const response = await this.request(body, headers, { renew: false, signal });
      response.destroy();
      const { statusCode: status = 0 } = response;
      if (status < 200 || status > 299) throw new ToolError(tool, 'refused', `it answered ${status}`);
    } catch (error) {
      throw asToolError(error, tool, signal);
    }
  }

  private async request(
    body: string,
    headers: Record<string, string>,
    { renew, signal }: { renew: boolean; signal: AbortSignal },
  ) {
    const { network, token } = this.options;
    const url = guardedUrl(this.options.url, network);
    const bearer = await token?.(renew);
    const all = {
      accept: 'application/json, text/event-stream',
      ...(bearer !== undefined && { authorization: `Bearer ${bearer}` }),
      ...headers,
    };
    return guardedPost({ url, headers: all, body, signal }, network);
  }
}

function headersOf({ version, session }: Extract<Dialect, { era: 'legacy' }>): Record<string, string> {
  return { 'MCP-Protocol-Version': version, ...(session !== undefined && { 'Mcp-Session-Id': session }) };
}

/** A server that has answered with less than a result. */
export class McpRefusal extends ToolError {
  constructor(
    tool: string,
    kind: 'refused' | 'failed',
    detail: string,
    /** The code of JSON-RPC, where there is one. */
    readonly code: number | undefined,
  ) {
    super(tool, kind, detail);
  }
}

function refusalOf({ status, error }: RpcAnswer, tool: string): McpRefusal {
  const isRefused = error ? NOT_RUN.has(error.code) : status >= 300 && status < 500;
  const detail = error ? `it answered ${status} with the error ${error.code}` : `it answered ${status}`;
  return new McpRefusal(tool, isRefused ? 'refused' : 'failed', detail, error?.code);
}
