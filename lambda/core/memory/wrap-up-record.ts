import * as z from 'zod';

/** How long a stage of the turns took: half of them took no longer than `p50`, none longer than `max`. */
export const stageLatency = z.strictObject({
  p50: z.number().describe('Milliseconds.'),
  max: z.number().describe('Milliseconds.'),
});

/** What is made of a call once it is over. */
export const memory = {
  summary: z.string().optional(),
  fields: z.record(z.string(), z.unknown()).optional().describe('What the agent has extracted.'),
  summaryFailed: z
    .boolean()
    .optional()
    .describe('true: summary and fields were wanted, but no language model gave a usable answer.'),
  latency: z
    .record(z.string(), stageLatency)
    .optional()
    .describe('By stage, from the moment that the turn worker has the turn.'),
};

/** What a call's record holds of its wrap-up. A call with `endedAt` and without `wrappedUpAt` was not told of. */
export const wrapUpRecord = {
  ...memory,
  wrapUpBy: z.string().optional().describe('Who is at it, or was at it last.'),
  wrapUpUntil: z
    .int()
    .optional()
    .describe('Milliseconds since the epoch; whoever is not done by then has died.'),
  eventSentAt: z.int().optional(),
  webhookSentAt: z.int().optional(),
  wrappedUpAt: z.int().optional().describe('When everybody had been told. Milliseconds since the epoch.'),
};
