import type { BuiltInTool } from '../runnable';
import type { CallOfTool, ToolResult } from '../tool-runner';
import { optOut } from './opt-out';
import type { BuiltInPorts } from './ports';
import { scheduleCallback } from './schedule-callback';

/** Runs a tool of BYON itself, with arguments that fit its schema. */
export async function runBuiltIn(
  tool: BuiltInTool,
  args: Record<string, unknown>,
  call: CallOfTool,
  ports: BuiltInPorts,
): Promise<ToolResult> {
  if (tool.type === 'opt-out') return optOut(call, ports);
  return scheduleCallback(tool, args as { at: string; note?: string }, call, ports);
}
