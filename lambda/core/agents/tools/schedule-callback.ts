import * as z from 'zod';

const hour = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'must be a time of day, as in 09:00');

export const callbackHours = z
  .strictObject({
    from: hour.describe('The earliest time of a day, as in 09:00.'),
    to: hour.describe('The latest time of a day, as in 21:00.'),
  })
  .refine(({ from, to }) => from < to, { error: 'must be later than from', path: ['to'] });
export type CallbackHours = z.infer<typeof callbackHours>;

export const scheduleCallback = z
  .strictObject({
    type: z.literal('schedule-callback'),
    when: z
      .string()
      .min(1)
      .max(500)
      .optional()
      .describe('Tells the model when to offer it, as in "nobody of the sales team is free".'),
    hours: callbackHours
      .optional()
      .describe(
        "When callers may be called back, in the agent's time zone. Standard: 09:00 to 21:00 of India for " +
          'Indian numbers, any time for others.',
      ),
  })
  .describe('Lets the agent note when the caller wants to be called back.');
export type ScheduleCallback = z.infer<typeof scheduleCallback>;
