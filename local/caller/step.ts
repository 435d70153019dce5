import * as z from 'zod';

/** What the caller does, one thing after the other. Saying and keying wait until the agent listens. */
export const callerStep = z
  .union([
    z.strictObject({ says: z.string().min(1).describe('Speaks when the agent listens.') }),
    z.strictObject({
      presses: z
        .string()
        .regex(/^[0-9*#]+$/, 'must be keys: 0-9, * and #')
        .describe('Keys, when the agent listens.'),
    }),
    z.strictObject({
      interrupts: z
        .string()
        .regex(/^[0-9*#]$/, 'must be one key')
        .describe('Keys while the agent speaks.'),
    }),
    z.strictObject({ hears: z.string().min(1).describe('Waits until the agent has said this.') }),
    z.strictObject({ waits: z.number().min(0).max(3600).describe('Does nothing for so many seconds.') }),
    z.strictObject({ hangsUp: z.literal(true) }),
    z.strictObject({ operator: z.literal('end').describe('An operator ends the call from outside.') }),
    z.strictObject({ human: z.literal('hangs up').describe('The far end of a transfer hangs up.') }),
  ])
  .describe('What happens next.');
export type CallerStep = z.infer<typeof callerStep>;
