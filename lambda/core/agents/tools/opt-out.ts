import * as z from 'zod';
import type { Tool } from '../tool';

export const optOut = z
  .strictObject({
    type: z.literal('opt-out'),
    key: z
      .string()
      .regex(/^[0-9*]$/, 'must be one key of 0-9 and *, as in 9; the hash key completes what is keyed')
      .optional()
      .describe(
        'A key that does the same when the caller presses it alone, without the model: the opt-out is noted and ' +
          'confirmed, and the call ends. Tell callers of it, as in the greeting. Standard: none.',
      ),
  })
  .describe('Lets the agent note, for ever, that the caller does not want to be called again.');

/** @returns the key by which callers of an agent opt out; undefined where there is none. */
export function optOutKeyOf(tools: readonly Tool[]): string | undefined {
  // Where an agent has faults, the tools with one are holes, which `find` would not pass over.
  return tools.filter((tool) => tool.type === 'opt-out')[0]?.key;
}
