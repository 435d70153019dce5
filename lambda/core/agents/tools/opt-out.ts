import * as z from 'zod';

export const optOut = z
  .strictObject({ type: z.literal('opt-out') })
  .describe('Lets the agent note, for ever, that the caller does not want to be called again.');
