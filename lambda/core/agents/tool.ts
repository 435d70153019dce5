import * as z from 'zod';
import { endCall } from './tools/end-call';
import { http } from './tools/http';
import { lambda } from './tools/lambda';
import { transfer } from './tools/transfer';

export { END_CALL, TRANSFER_CALL } from './tools/names';

/** What an agent may do besides talking. */
export const tool = z
  .discriminatedUnion('type', [endCall, transfer, lambda, http])
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
    const names = all.map((one) => (isOwnTool(one) ? one.name : undefined));
    for (const [index, name] of names.entries()) {
      if (name === undefined || names.indexOf(name) === index) continue;
      context.addIssue({
        code: 'custom',
        path: [index, 'name'],
        message: `must differ from the other tools; ${name} is used already`,
      });
    }
  });
