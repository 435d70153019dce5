import * as z from 'zod';

export const sendDigits = z
  .strictObject({
    type: z.literal('send-digits'),
    when: z
      .string()
      .min(1)
      .max(500)
      .describe('Tells the model when to send them, as in "a menu offers the sales team".'),
    digits: z
      .string()
      .regex(/^[0-9*#A-D,]{1,50}$/, 'must be 1 to 50 of 0-9, *, #, A-D and the comma, as in 2,,417#')
      .describe('The keys. A comma waits for half a second.'),
  })
  .describe(
    'Lets the agent press keys for the other end to hear, as in the menu of a company that it calls.',
  );
export type SendDigits = z.infer<typeof sendDigits>;
