import * as z from 'zod';
import { toolParameters } from './parameters';
import { TAKEN } from './names';

/** What all tools of a company's own have in common. */
export const ownTool = {
  name: z
    .string()
    .regex(
      /^[a-z][a-z0-9_]{0,63}$/,
      'must be lower-case letters, digits and underscores, beginning with a letter, 64 at most',
    )
    .refine((name) => !TAKEN.includes(name), { error: `must be none of ${TAKEN.join(', ')}` })
    .describe('What the model calls it, as in book_appointment.'),
  description: z
    .string()
    .min(1)
    .max(1000)
    .describe('Tells the model what it does and when to use it, as in "Books an appointment in the clinic".'),
  parameters: toolParameters.default({ type: 'object', properties: {} }),
  timeoutSeconds: z
    .int()
    .min(1)
    .max(20)
    .default(8)
    .describe('How long it may take. What the rest of the reply needs is kept back from it.'),
  filler: z
    .string()
    .min(1)
    .max(200)
    .optional()
    .describe('Said when it takes longer than a second and the agent has said nothing before it.'),
};
