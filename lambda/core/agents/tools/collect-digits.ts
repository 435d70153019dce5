import * as z from 'zod';

/** As many as a single action of a media plane takes, and still a number. */
const MOST = 32;
const count = z.int().min(1).max(MOST);

export const collectDigits = z
  .strictObject({
    type: z.literal('collect-digits'),
    name: z
      .string()
      .regex(
        /^[a-z][a-z0-9_]{0,39}$/,
        'must be lower-case letters, digits and underscores, beginning with a letter, 40 at most',
      )
      .describe('What is keyed, as in card. The model calls collect_card and is told {{digits.card}}.'),
    description: z
      .string()
      .min(1)
      .max(1000)
      .describe('Tells the model what is keyed and when to ask for it, as in "the number of the card".'),
    length: z
      .strictObject({ min: count, max: count })
      .refine(({ min, max }) => min <= max, { error: 'must not be less than min', path: ['max'] })
      .describe(`How many digits there may be, 1 to ${MOST}.`),
    private: z
      .boolean()
      .default(true)
      .describe(
        'Whether the digits are kept out of the model, the transcript and the recording. They reach the ' +
          "company's own tools, in the place of {{digits.name}}.",
      ),
    gapSeconds: z
      .int()
      .min(1)
      .max(6)
      .default(4)
      .describe('Pause after which the digits are complete. The hash key completes them at once.'),
  })
  .describe('Lets the agent have the caller key digits: a card, a PIN, a one-time password.');
export type CollectDigits = z.infer<typeof collectDigits>;
