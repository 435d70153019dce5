import * as z from 'zod';

const things = {
  says: z.string().min(1).describe('Speaks when the agent listens.'),
  presses: z
    .string()
    .regex(/^[0-9*#]+$/, 'must be keys: 0-9, * and #')
    .describe('Keys, when the agent listens.'),
  interrupts: z
    .string()
    .regex(/^[0-9*#]+$/, 'must be keys: 0-9, * and #')
    .describe('Keys while the agent speaks.'),
  hears: z.string().min(1).describe('Waits until the agent has said this.'),
  waits: z.number().min(0).max(3600).describe('Does nothing for so many seconds.'),
  hangsUp: z.literal(true),
  operator: z.literal('end').describe('An operator ends the call from outside.'),
  human: z.literal('hangs up').describe('The far end of a transfer hangs up.'),
};
type Things = z.infer<z.ZodObject<typeof things>>;

export type CallerStep = { [Thing in keyof Things]: Pick<Things, Thing> }[keyof Things];

/** What the caller does, one thing after the other. Saying and keying wait until the agent listens. */
export const callerStep = z
  .strictObject(things)
  .partial()
  .refine((step) => Object.keys(step).length === 1, {
    error: `must have one of ${Object.keys(things).join(', ')}, and nothing besides`,
    // A thing that is not known is told by its name, which says more.
    when: ({ issues }) => issues.length === 0,
  })
  .transform((step) => step as CallerStep)
  .describe('What happens next.');
