import type { Tool } from '../../lambda/core/agents/tool';
import { modelNameOf } from '../../lambda/core/agents/tools/mcp';
import { variableOfSecret } from './secrets';

/**
 * Which of an agent's tools do their work for real in a call on this machine, and which are not run.
 *
 * @param has whether a variable has a value.
 */
export function tellTools(tools: readonly Tool[], has: (variable: string) => boolean): string[] {
  const lines = tools.flatMap((tool): string[] => {
    if (tool.type === 'lambda') return [`Not run here: ${tool.name}, which is a Lambda function.`];
    if (tool.type !== 'http' && tool.type !== 'mcp') return [];
    const names = tool.type === 'http' ? tool.name : tool.tools.map(modelNameOf).join(', ');
    const variable = tool.secret === undefined ? undefined : variableOfSecret(tool.secret);
    if (variable !== undefined && !has(variable)) {
      return [`Not run here: ${names}. To run it put its secret into .env as ${variable}.`];
    }
    return [`Run for real: ${names} at ${new URL(tool.url).hostname}.`];
  });
  return [...new Set(lines)];
}
