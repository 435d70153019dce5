import type { IncomingMessage } from 'node:http';
import type { Rpc } from './mcp-server';

export const UNSUPPORTED = -32022;
const MISMATCH = -32020;
const VERSION = '2026-07-28';

/** What MCP 2026-07-28 has a server refuse: headers that are missing or say something else than the body. */
export function faultOfModern(
  { jsonrpc, id, method, params = {} }: Rpc,
  headers: IncomingMessage['headers'],
  schema: Record<string, unknown> | undefined,
): { code: number; message: string; data?: object } | undefined {
  const meta = params['_meta'] as Record<string, unknown> | undefined;
  const version = meta?.['io.modelcontextprotocol/protocolVersion'];
  if (version !== VERSION) return { code: UNSUPPORTED, message: 'version', data: { supported: [VERSION] } };
  const isWhole =
    jsonrpc === '2.0' && id !== undefined && meta?.['io.modelcontextprotocol/clientCapabilities'];
  if (!isWhole) return { code: -32600, message: 'not whole' };
  if (headers['mcp-session-id'] !== undefined) return { code: -32600, message: 'there are no sessions' };
  const names = method === 'tools/call' ? { 'mcp-name': params.name } : {};
  const wanted = { 'mcp-protocol-version': VERSION, 'mcp-method': method, ...names };
  for (const [name, value] of [...Object.entries(wanted), ...fromSchema(schema, params.arguments ?? {})]) {
    if (decoded(headers[name]) !== value) return { code: MISMATCH, message: name };
  }
  return undefined;
}

/** Arguments at the top of a schema that it wants in headers as well. */
function fromSchema(
  schema: Record<string, unknown> | undefined,
  args: Record<string, unknown>,
): [string, string | undefined][] {
  const properties = (schema?.['properties'] ?? {}) as Record<string, Record<string, unknown>>;
  return Object.entries(properties).flatMap(([name, inner]): [string, string | undefined][] => {
    const header = inner['x-mcp-header'];
    if (typeof header !== 'string') return [];
    return [[`mcp-param-${header.toLowerCase()}`, name in args ? String(args[name]) : undefined]];
  });
}

function decoded(header: string | string[] | undefined): string | undefined {
  const encoded = /^=\?base64\?(.*)\?=$/.exec(String(header))?.[1];
  return encoded === undefined ? (header as string | undefined) : Buffer.from(encoded, 'base64').toString();
}
