import * as z from 'zod';

export const endCall = z
  .strictObject({ type: z.literal('end-call') })
  .describe('Lets the agent end the call after its goodbye.');
