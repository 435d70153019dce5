import { collectCall } from '../agents/tools/names';
import { placeholderOf } from '../digits/fill-digits';
import type { ToolError } from './tool-error';
import type { ToolResult, ToolRun } from './tool-runner';

const failed = (content: string): ToolResult => ({ status: 'failed', content });

const TELL = 'Tell the caller so in plain words; do not call it again in this reply.';

/** What the model is told of a call that did not work out. None of it says anything of what lies behind. */
export const WORDS = {
  refused: failed(`The tool could not be used, and nothing was done. ${TELL}`),
  failed: failed(`The tool failed. It is not known whether anything was done. ${TELL}`),
  timeout: failed(`The tool did not answer in time. It is not known whether anything was done. ${TELL}`),
  noTime: failed(`There was no time left for the tool, and nothing was done. ${TELL}`),
  underWay: failed(`This was begun already, and its result is not known. ${TELL}`),
  held: failed(
    'Nothing was done yet, because other tools were called at the same time. ' +
      'Look at their results first, then call it again if it is still right.',
  ),
} satisfies Record<ToolError['kind'] | 'noTime' | 'underWay' | 'held', ToolResult>;

export function wordsOfFaults(faults: readonly string[]): ToolResult {
  const lines = faults.map((fault) => `- ${fault}`).join('\n');
  return failed(
    `The arguments do not fit, and nothing was done:\n${lines}\n` +
      'Put them right and call it again, or ask the caller for what is missing.',
  );
}

/** Private digits are kept for a short time only. */
export function wordsOfMissing(names: readonly string[]): ToolResult {
  const asked = names.map((name) => `${placeholderOf(name)} (${collectCall(name)})`).join(', ');
  return failed(`Nothing was done: these digits are not there. Have the caller key them: ${asked}`);
}

/** A turn that is begun anew finds the work of its first attempt, which the model need not have repeated. */
export function wordsOfOther({ name, args, result }: ToolRun): ToolResult {
  const came = result ? `Its result: ${result.content}` : 'Its result is not known.';
  return failed(
    `Nothing was done. Before, in this same reply, ${name} was called with ${JSON.stringify(args)}. ${came}`,
  );
}

export const LAST_ROUND = '\n[No more tools in this reply: answer the caller now.]';
