import * as z from 'zod';

/** The key that says yes to the question for consent. */
export const CONSENT_KEY = '1';

const words = z.string().min(1).max(500);

/** Whether calls are recorded as a whole, and how the caller learns of it. */
export const recording = z
  .discriminatedUnion('mode', [
    z.strictObject({
      mode: z.literal('notice').describe('Says that the call is recorded, and records from there on.'),
      notice: words.optional().describe('Standard: the stock phrase recording-notice.'),
    }),
    z.strictObject({
      mode: z.literal('consent').describe('Asks after the greeting, and records when the caller agrees.'),
      ask: words
        .optional()
        .describe('Standard: the stock phrase recording-consent. It has to ask for yes or the key 1.'),
    }),
  ])
  .describe('Recording of whole calls. Left out: none is recorded.');
export type Recording = z.infer<typeof recording>;
