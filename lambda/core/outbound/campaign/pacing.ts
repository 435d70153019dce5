import * as z from 'zod';

/** `PACE#<carrier> / PACE`: up to when dials at a carrier are planned. */
export const pace = z.strictObject({
  version: z.int().min(0).describe('Counts the changes; 0: there is none yet.'),
  nextAt: z.int().describe('The next dial may be planned for then. Milliseconds since the epoch.'),
});
export type Pace = z.infer<typeof pace>;

/** What a pace keeps below the limit of the carrier, so that what comes a little late still finds its place. */
const RESERVE = 0.05;

/**
 * Plans dials at a carrier, evenly, up to the end of a span.
 *
 * @param span milliseconds since the epoch. @param most that may be planned.
 * @returns when each is to be begun, and the pace afterwards.
 */
export function plan(
  { version, nextAt }: Pace,
  callsPerSecond: number,
  { from, to }: { from: number; to: number },
  most: number,
): { starts: number[]; pace: Pace } {
  const spacing = Math.ceil((1000 * (1 + RESERVE)) / callsPerSecond);
  const starts: number[] = [];
  let at = Math.max(from, nextAt);
  for (; at < to && starts.length < most; at += spacing) starts.push(at);
  return { starts, pace: { version: version + 1, nextAt: at } };
}
