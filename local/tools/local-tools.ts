import { HttpTools } from '../../lambda/adapters/tools/http-tool';
import { McpTools } from '../../lambda/adapters/tools/mcp/mcp-tools';
import type { Network } from '../../lambda/adapters/tools/network';
import { toolRunner } from '../../lambda/adapters/tools/tool-runner';
import type { ToolSecrets } from '../../lambda/adapters/tools/tool-secrets';
import type { Log } from '../../lambda/core/ports';
import type { BuiltInPorts } from '../../lambda/core/tools/built-in/ports';
import type { ToolCatalogue } from '../../lambda/core/tools/runnable';
import { ToolError } from '../../lambda/core/tools/tool-error';
import type { ToolContext, ToolRunner } from '../../lambda/core/tools/tool-runner';
import type { LocalClock } from '../clock';
import { actOut, scriptedFunctions, type ToolScript } from './script';

export interface LocalToolOptions {
  clock: LocalClock;
  log: Log;
  secrets: ToolSecrets;
  /** What tools do in place of the services behind them. */
  script: ToolScript;
  builtIn: BuiltInPorts;
  /** Tests lead requests to their own server by it. */
  network?: Network | undefined;
}

/** The longest that a tool may take, in real time: a virtual clock stands still while it waits. */
const MOST_MS = 20_000;

/**
 * Tools in a call on this machine: those of a script act it out; web services and MCP servers are the real ones,
 * behind the same guard as in AWS; BYON's own write into the local tables. Lambda functions are in AWS, so the
 * model is told that they could not be used.
 */
export function localTools(options: LocalToolOptions): { runner: ToolRunner; catalogue: ToolCatalogue } {
  const { clock, log, secrets, script, builtIn, network } = options;
  const mcp = new McpTools({ secrets, clock, log, ...(network && { network }) });
  const http = new HttpTools({ secrets, clock, ...(network && { network }) });
  const outside = toolRunner({
    http: { run: (tool, call, context) => clock.during(() => http.run(tool, call, inRealTime(context))) },
    mcp: { run: (tool, call, context) => clock.during(() => mcp.run(tool, call, inRealTime(context))) },
    lambda: {
      run: ({ name }) => {
        const detail = 'Lambda functions are not run in a call on this machine; give it a part in a scenario';
        return Promise.reject(new ToolError(name, 'refused', detail));
      },
    },
    builtIn,
  });
  return {
    runner: {
      run: (call, context) => {
        const { name } = call.tool;
        const scripted = Object.hasOwn(script, name) ? script[name] : undefined;
        return scripted ? actOut(name, scripted, context, clock) : outside.run(call, context);
      },
    },
    catalogue: {
      functionsOf: async (server) => {
        const scripted = scriptedFunctions(server, script);
        return scripted.length > 0 ? scripted : clock.during(() => mcp.functionsOf(server));
      },
    },
  };
}

function inRealTime(context: ToolContext): ToolContext {
  return { ...context, signal: AbortSignal.any([context.signal, AbortSignal.timeout(MOST_MS)]) };
}
