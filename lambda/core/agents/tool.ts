import * as z from 'zod';
import { collectDigits } from './tools/collect-digits';
import { endCall } from './tools/end-call';
import { http } from './tools/http';
import { lambda } from './tools/lambda';
import { mcp, modelNameOf } from './tools/mcp';
import { collectCall, OPT_OUT, SCHEDULE_CALLBACK } from './tools/names';
import { optOut } from './tools/opt-out';
import { scheduleCallback } from './tools/schedule-callback';
import { sendDigits } from './tools/send-digits';
import { transfer } from './tools/transfer';

export { collectCall, END_CALL, SEND_DIGITS, SWITCH_LANGUAGE, TRANSFER_CALL } from './tools/names';

/** What an agent may do besides talking. */
export const tool = z
  .discriminatedUnion('type', [
    endCall,
    transfer,
    lambda,
    http,
    mcp,
    scheduleCallback,
    optOut,
    collectDigits,
    sendDigits,
  ])
  .describe('A tool of an agent.');
export type Tool = z.infer<typeof tool>;

/** A tool that is run somewhere and has a result. */
export type OwnTool = Extract<Tool, { type: 'lambda' | 'http' }>;

export function isOwnTool(tool: Tool): tool is OwnTool {
  return tool.type === 'lambda' || tool.type === 'http';
}

/** All tools of an agent. */
export const tools = z
  .array(tool)
  .max(16)
  .superRefine((all, context) => {
    const taken = new Set<string>();
    for (const [index, one] of all.entries()) {
      for (const { name, path } of namesOf(one)) {
        if (taken.has(name)) {
          const message = `must differ from the other tools; ${name} is used already`;
          context.addIssue({ code: 'custom', path: [index, ...path], message });
        }
        taken.add(name);
      }
    }
  });

/** What the model calls a tool that there can be one of, and where that stands in the settings. */
function namesOf(tool: Tool): { name: string; path: (string | number)[] }[] {
  switch (tool.type) {
    case 'lambda':
    case 'http':
      return [{ name: tool.name, path: ['name'] }];
    case 'mcp':
      return tool.tools.map((name, i) => ({ name: modelNameOf(name), path: ['tools', i] }));
    case 'schedule-callback':
      return [{ name: SCHEDULE_CALLBACK, path: ['type'] }];
    case 'opt-out':
      return [{ name: OPT_OUT, path: ['type'] }];
    case 'collect-digits':
      return [{ name: collectCall(tool.name), path: ['name'] }];
    default:
      return [];
  }
}
