import * as z from 'zod';
import { secretName } from '../../secret-name';
import { TAKEN } from './names';
import { ownTool } from './own-tool';
import { toolUrl } from './url';

/**
 * What a model calls a tool of an MCP server. MCP allows full stops, as in admin.users.list; models do not.
 */
export function modelNameOf(tool: string): string {
  return tool.replaceAll('.', '_');
}

const mcpTool = z
  .string()
  .regex(
    /^[A-Za-z_][A-Za-z0-9_.-]{0,63}$/,
    'must be letters, digits, _, - and full stops, beginning with a letter or _, 64 at most',
  )
  .refine((name) => !TAKEN.includes(modelNameOf(name)), { error: `must be none of ${TAKEN.join(', ')}` });

export const mcp = z
  .strictObject({
    type: z.literal('mcp'),
    url: toolUrl.describe('The MCP endpoint of the server: Streamable HTTP.'),
    secret: secretName
      .optional()
      .describe('The secret with the bearer token of the server. Standard: it asks for none.'),
    tools: z
      .array(mcpTool)
      .min(1)
      .max(16)
      .describe("The server's tools that the agent may use, by the names that the server gives them."),
    timeoutSeconds: ownTool.timeoutSeconds,
    filler: ownTool.filler,
  })
  .describe('Lets the agent use tools of an MCP server, which describes them itself.');
export type McpServer = z.infer<typeof mcp>;
