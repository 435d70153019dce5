import * as z from 'zod';
import { e164 } from '../../numbers/e164';

export const transfer = z
  .strictObject({
    type: z.literal('transfer'),
    to: e164,
    when: z
      .string()
      .min(1)
      .max(500)
      .describe('Tells the model when to transfer, as in "the caller asks for a human".'),
  })
  .describe('Lets the agent hand the caller to a human.');
