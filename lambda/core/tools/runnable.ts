import type { OwnTool } from '../agents/tool';
import type { McpServer } from '../agents/tools/mcp';
import type { ToolParameters } from '../agents/tools/parameters';
import type { CallbackHours } from '../agents/tools/schedule-callback';

interface Described {
  /** What the model calls it. */
  name: string;
  description: string;
  timeoutSeconds: number;
  filler?: string | undefined;
}

/** A tool of an MCP server, as the server describes it. */
export interface McpFunction extends Described {
  type: 'mcp';
  server: McpServer;
  /** What the server calls it. */
  remote: string;
  /** JSON schema of the arguments, in whatever words of it the server uses. */
  parameters: Record<string, unknown>;
}

export interface CallbackTool extends Described {
  type: 'schedule-callback';
  parameters: ToolParameters;
  timeZone: string;
  hours?: CallbackHours | undefined;
}

export interface OptOutTool extends Described {
  type: 'opt-out';
  parameters: ToolParameters;
}

export type BuiltInTool = CallbackTool | OptOutTool;

/** A tool that is run while a reply is made, so that the model knows its result. */
export type Runnable = OwnTool | McpFunction | BuiltInTool;

/** Knows the tools that servers describe themselves. */
export interface ToolCatalogue {
  /**
   * @returns those of a server's tools that the agent may use.
   * @throws ToolError when the server does not tell.
   */
  functionsOf(server: McpServer): Promise<McpFunction[]>;
}
