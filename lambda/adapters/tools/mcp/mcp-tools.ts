import * as z from 'zod';
import { modelNameOf, type McpServer } from '../../../core/agents/tools/mcp';
import type { Clock, Log } from '../../../core/ports';
import { orLate } from '../../../core/providers/or-late';
import type { McpFunction, ToolCatalogue } from '../../../core/tools/runnable';
import { ToolError } from '../../../core/tools/tool-error';
import type { ToolCall, ToolContext, ToolResult } from '../../../core/tools/tool-runner';
import { PUBLIC_NETWORK, type Network } from '../network';
import type { ToolSecrets } from '../tool-secrets';
import { McpConnection, McpRefusal } from './connection';
import { headersFor, paramHeadersOf } from './param-headers';
import { resultOf } from './result';

const KEPT_MS = 5 * 60_000;
/** A server that did not tell is left alone for so long, for each turn would wait for it anew. */
const LEFT_ALONE_MS = 30_000;
const LISTING_MS = 10_000;
const MOST_PAGES = 10;
const MOST_DESCRIPTION = 1000;
const MOST_SCHEMA = 16_384;

/** What a server says of a tool. */
const listed = z.object({
  name: z.string(),
  description: z.string().default(''),
  inputSchema: z.looseObject({ type: z.literal('object') }),
});
type Listed = z.infer<typeof listed>;

const page = z.object({ tools: z.array(z.unknown()), nextCursor: z.string().optional() });

interface Listing {
  tools: Promise<Listed[]>;
  until: number;
}

interface Server {
  connection: McpConnection;
  listing?: Listing | undefined;
}

/** The codes by which a server says that it does not know a tool, or knows it otherwise. */
const NOT_AS_LISTED: ReadonlySet<number | undefined> = new Set([-32601, -32602, -32020]);

/** Tools of MCP servers. What a server tells of its tools is kept for five minutes. */
export class McpTools implements ToolCatalogue {
  private readonly servers = new Map<string, Server>();

  constructor(
    private readonly options: {
      secrets: Pick<ToolSecrets, 'token'>;
      clock: Clock;
      log: Log;
      /** Tests lead requests to their own server by it. */
      network?: Network;
    },
  ) {}

  async functionsOf(server: McpServer): Promise<McpFunction[]> {
    const tools = await this.listingOf(server);
    return server.tools.flatMap((remote) => {
      const found = tools.find(({ name }) => name === remote);
      const fault = found ? faultOf(found) : 'the server has no such tool';
      if (found && !fault) return [functionOf(found, server)];
      this.options.log.warn('a tool of an MCP server cannot be offered', { tool: remote, fault });
      return [];
    });
  }

  /** @throws ToolError */
  async run(tool: McpFunction, { args }: ToolCall, context: ToolContext): Promise<ToolResult> {
    const { name, remote, parameters } = tool;
    const server = this.server(tool.server);
    const headers = headersFor(paramHeadersOf(parameters) ?? [], args);
    const { idempotencyKey, signal } = context;
    try {
      const called = { tool: name, remote, args, headers };
      return resultOf(await server.connection.call(called, idempotencyKey, signal), name);
    } catch (error) {
      if (error instanceof McpRefusal && NOT_AS_LISTED.has(error.code)) delete server.listing;
      throw error;
    }
  }

  private listingOf(settings: McpServer): Promise<Listed[]> {
    const { clock } = this.options;
    const server = this.server(settings);
    if (server.listing && clock.now() < server.listing.until) return server.listing.tools;
    const tools = this.list(settings, server.connection);
    const listing: Listing = { tools, until: clock.now() + KEPT_MS };
    server.listing = listing;
    tools.catch(() => (listing.until = clock.now() + LEFT_ALONE_MS));
    return tools;
  }

  /** Not bound to a turn: what comes too late for one serves the next. */
  private async list({ url }: McpServer, connection: McpConnection): Promise<Listed[]> {
    const { clock } = this.options;
    const subject = new URL(url).hostname;
    const over = new AbortController();
    const { signal } = over;
    const late = () => new ToolError(subject, 'timeout', `it told no tools within ${LISTING_MS} ms`);
    const pages = async () => {
      const all: Listed[] = [];
      let cursor: string | undefined;
      for (let count = 1; count <= MOST_PAGES; count++) {
        const { success, data } = page.safeParse(await connection.list(subject, cursor, signal));
        if (!success) throw new ToolError(subject, 'failed', 'its list of tools is not as MCP has it');
        all.push(...data.tools.flatMap((tool) => listed.safeParse(tool).data ?? []));
        cursor = data.nextCursor;
        if (cursor === undefined) break;
      }
      return all;
    };
    try {
      return await orLate(pages(), { clock, signal, limit: { ms: LISTING_MS, late } });
    } finally {
      over.abort();
    }
  }

  private server({ url, secret }: McpServer): Server {
    const key = JSON.stringify([url, secret]);
    const known = this.servers.get(key);
    if (known) return known;
    const server: Server = {
      connection: new McpConnection({
        network: this.options.network ?? PUBLIC_NETWORK,
        url,
        token: secret === undefined ? undefined : (renew) => this.token(url, secret, renew),
        notified: (method) => {
          if (method === 'notifications/tools/list_changed') delete server.listing;
        },
      }),
    };
    this.servers.set(key, server);
    return server;
  }

  private async token(url: string, secret: string, renew: boolean): Promise<string> {
    try {
      return await this.options.secrets.token(secret, renew);
    } catch (error) {
      const detail = `its secret ${secret} cannot be used: it must exist and hold the bearer token`;
      throw new ToolError(new URL(url).hostname, 'refused', detail, { cause: error });
    }
  }
}

function faultOf({ inputSchema }: Listed): string | undefined {
  if (JSON.stringify(inputSchema).length > MOST_SCHEMA) return `its schema is longer than ${MOST_SCHEMA}`;
  return paramHeadersOf(inputSchema) ? undefined : 'its schema breaks a rule of x-mcp-header';
}

function functionOf({ name, description, inputSchema }: Listed, server: McpServer): McpFunction {
  const { $schema: _, ...parameters } = inputSchema;
  return {
    type: 'mcp',
    name: modelNameOf(name),
    remote: name,
    description: description.slice(0, MOST_DESCRIPTION),
    // Some providers insist on properties, be there any or not.
    parameters: { properties: {}, ...parameters },
    server,
    timeoutSeconds: server.timeoutSeconds,
    filler: server.filler,
  };
}
