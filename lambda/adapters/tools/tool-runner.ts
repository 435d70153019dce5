import { runBuiltIn } from '../../core/tools/built-in/run';
import type { BuiltInPorts } from '../../core/tools/built-in/ports';
import type { ToolRunner } from '../../core/tools/tool-runner';
import type { HttpTools } from './http-tool';
import type { LambdaTools } from './lambda-tool';
import type { McpTools } from './mcp/mcp-tools';

export interface Runners {
  http: Pick<HttpTools, 'run'>;
  lambda: Pick<LambdaTools, 'run'>;
  mcp: Pick<McpTools, 'run'>;
  builtIn: BuiltInPorts;
}

/** @returns what runs each tool where it is. */
export function toolRunner({ http, lambda, mcp, builtIn }: Runners): ToolRunner {
  return {
    run: async (call, context) => {
      const { tool, args } = call;
      switch (tool.type) {
        case 'http':
          return http.run(tool, call, context);
        case 'lambda':
          return lambda.run(tool, call, context);
        case 'mcp':
          return mcp.run(tool, call, context);
        default:
          return runBuiltIn(tool, args, context.call, builtIn);
      }
    },
  };
}
