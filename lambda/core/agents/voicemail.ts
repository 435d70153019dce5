import * as z from 'zod';

/** What is done where a machine takes a call that we make. */
export const voicemail = z
  .union([
    z.literal('hang-up'),
    z.strictObject({
      say: z.string().min(1).max(1000).describe('The message. {{variables}} are filled in.'),
    }),
  ])
  .describe(
    'What happens when a mailbox answers a call that the agent makes: hang up, or leave a message. ' +
      'Standard: hang-up.',
  );
export type Voicemail = z.infer<typeof voicemail>;
