import type { OwnTool } from '../../core/agents/tool';
import type { ToolRunner } from '../../core/tools/tool-runner';
import type { HttpTools } from './http-tool';
import type { LambdaTools } from './lambda-tool';

/** @returns what runs each tool where it is. */
export function toolRunner({ http, lambda }: { http: HttpTools; lambda: LambdaTools }): ToolRunner {
  return {
    run: (call, context) => {
      const tool: OwnTool = call.tool;
      return tool.type === 'http' ? http.run(tool, call, context) : lambda.run(tool, call, context);
    },
  };
}
