import type { IncomingMessage } from 'node:http';
import type { Rpc } from './mcp-server';

/** The handshake and the sessions of MCP 2025-03-26 to 2025-11-25. */
export class Legacy {
  /** What it answers to the version that it is asked for. */
  version = '2025-11-25';
  withSessions = true;
  private count = 0;
  /** Sessions, and whether their client has said that it is ready. */
  private readonly sessions = new Map<string, boolean>();

  /** Forgets all sessions, as a server does that was started anew. */
  forget(): void {
    this.sessions.clear();
  }

  admit(
    { jsonrpc, id, method, params = {} }: Rpc,
    headers: IncomingMessage['headers'],
  ): { status: number; result?: object; session?: string } {
    if (jsonrpc !== '2.0') return { status: 400 };
    if (method === 'initialize') {
      const { protocolVersion, capabilities, clientInfo } = params;
      const isSound = id !== undefined && protocolVersion === '2025-11-25' && capabilities && clientInfo;
      if (!isSound || headers['mcp-session-id'] !== undefined) return { status: 400 };
      const result = {
        protocolVersion: this.version,
        capabilities: { tools: {} },
        serverInfo: { name: 'fake' },
      };
      if (!this.withSessions) return { status: 200, result };
      const session = `session-${++this.count}`;
      this.sessions.set(session, false);
      return { status: 200, result, session };
    }
    if (headers['mcp-protocol-version'] !== this.version) return { status: 400 };
    const session = String(headers['mcp-session-id']);
    if (this.withSessions && headers['mcp-session-id'] === undefined) return { status: 400 };
    if (this.withSessions && !this.sessions.has(session)) return { status: 404 };
    if (method === 'notifications/initialized') {
      this.sessions.set(session, true);
      return { status: id === undefined ? 202 : 400 };
    }
    return { status: this.withSessions && !this.sessions.get(session) ? 400 : 200 };
  }
}
