import * as z from 'zod';
import { modelNameOf, type McpServer } from '../../lambda/core/agents/tools/mcp';
import type { Clock } from '../../lambda/core/ports';
import type { McpFunction } from '../../lambda/core/tools/runnable';
import { ToolError } from '../../lambda/core/tools/tool-error';
import type { ToolContext } from '../../lambda/core/tools/tool-runner';

/** What a tool does in a scenario, in place of the service behind it. */
export const scriptedTool = z
  .strictObject({
    answers: z.string().min(1).optional().describe('What it answers.'),
    fails: z.boolean().default(false).describe('It fails in place of an answer.'),
    afterSeconds: z.number().min(0).max(60).default(0).describe('How long it takes.'),
  })
  .refine(({ answers, fails }) => (answers !== undefined) !== fails, {
    error: 'needs either answers or fails: true',
  })
  .describe('What a tool does.');

/** Tools by the names that the model calls them. */
export const toolScript = z.record(z.string(), scriptedTool);
export type ToolScript = z.infer<typeof toolScript>;

export async function actOut(
  name: string,
  { answers, fails, afterSeconds }: z.infer<typeof scriptedTool>,
  { signal }: Pick<ToolContext, 'signal'>,
  clock: Clock,
): Promise<string> {
  await clock.sleep(afterSeconds * 1000, signal);
  signal.throwIfAborted();
  if (fails || answers === undefined) throw new ToolError(name, 'failed', 'the scenario lets it fail');
  return answers;
}

/** The tools of an MCP server that a scenario speaks of; they take whatever they are given. */
export function scriptedFunctions(server: McpServer, script: ToolScript): McpFunction[] {
  return server.tools
    .filter((remote) => Object.hasOwn(script, modelNameOf(remote)))
    .map((remote) => ({
      type: 'mcp',
      name: modelNameOf(remote),
      remote,
      description: remote,
      parameters: { type: 'object', properties: {} },
      server,
      timeoutSeconds: server.timeoutSeconds,
      filler: server.filler,
    }));
}
