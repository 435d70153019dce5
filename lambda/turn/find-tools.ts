import type { Tool } from '../core/agents/tool';
import type { McpServer } from '../core/agents/tools/mcp';
import type { Clock, Log } from '../core/ports';
import type { McpFunction, ToolCatalogue } from '../core/tools/runnable';
import { ToolError } from '../core/tools/tool-error';

/** How long the model waits for servers that have not told their tools by the time it is asked. */
const PATIENCE_MS = 1000;

interface Ports {
  catalogue: ToolCatalogue;
  clock: Clock;
  log: Log;
}

/**
 * Begins to ask an agent's MCP servers for their tools. A server that fails or is late is done without, in this
 * turn; its answer serves the next one.
 *
 * @returns what waits for the tools, for a second at the longest. Never throws.
 */
export function findTools(
  tools: readonly Tool[],
  { catalogue, clock, log }: Ports,
  ids: { callId: string; turn: number },
): () => Promise<McpFunction[]> {
  const servers = tools.filter((tool): tool is McpServer => tool.type === 'mcp');
  const asked = servers.map((server) => {
    const answer: { functions?: McpFunction[]; told: boolean } = { told: false };
    const done = catalogue
      .functionsOf(server)
      .then((functions) => void (answer.functions = functions))
      .catch((error: unknown) => {
        const reason = error instanceof ToolError ? error.message : error;
        log.warn('the tools of an MCP server are not known', { ...ids, server: server.url, reason });
      })
      .finally(() => (answer.told = true));
    return { server, answer, done };
  });
  return async () => {
    if (asked.length === 0) return [];
    const over = new AbortController();
    await Promise.race([Promise.all(asked.map(({ done }) => done)), clock.sleep(PATIENCE_MS, over.signal)]);
    over.abort();
    for (const { server, answer } of asked) {
      if (!answer.told) log.warn('an MCP server is late to tell its tools', { ...ids, server: server.url });
    }
    return asked.flatMap(({ answer }) => answer.functions ?? []);
  };
}
