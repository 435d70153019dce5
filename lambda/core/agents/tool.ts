import * as z from 'zod';
import { e164 } from '../numbers/e164';

/** What an agent may do besides talking. */
export const tool = z
  .discriminatedUnion('type', [
    z
      .strictObject({ type: z.literal('end-call') })
      .describe('Lets the agent end the call after its goodbye.'),
    z
      .strictObject({
        type: z.literal('transfer'),
        to: e164,
        when: z
          .string()
          .min(1)
          .max(500)
          .describe('Tells the model when to transfer, as in "the caller asks for a human".'),
      })
      .describe('Lets the agent hand the caller to a human.'),
  ])
  .describe('A tool of an agent.');
export type Tool = z.infer<typeof tool>;
