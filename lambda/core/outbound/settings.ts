import * as z from 'zod';
import { identifier } from '../agents/identifier';
import { country } from '../endpoint/settings';
import { spendingSettings } from './spending';

/** What the stack may ask of one carrier. */
export const trunkLimits = z.strictObject({
  callsPerSecond: z
    .number()
    .min(0.1)
    .max(100)
    .default(1)
    .describe('The carrier is asked no faster: 0.5 is one call every two seconds.'),
  callsAtOnce: z.int().min(1).max(100).default(10).describe('Calls that ring or go on at the same time.'),
});
export type TrunkLimits = z.infer<typeof trunkLimits>;

/** Calls that the stack makes. Without this section it makes none. */
export const outboundSettings = z
  .strictObject({
    countries: z
      .array(country)
      .min(1)
      .describe(
        'The only countries that are called (ISO 3166), whatever a request says: against toll fraud.',
      ),
    callsPerDay: z
      .int()
      .min(1)
      .max(1_000_000)
      .default(1000)
      .describe('Calls that the stack makes in a day of UTC, over all carriers.'),
    closedOn: z
      .array(z.iso.date('must be a day of the calendar, as in 2026-12-25'))
      .max(366)
      .optional()
      .describe('Days on which nobody is called, where the callee is: holidays. Left out: none.'),
    spending: spendingSettings.optional(),
    carriers: z
      .record(identifier, trunkLimits)
      .default({})
      .describe('Limits of carriers by their names. Standard of each: one call a second, ten at once.'),
    campaigns: z
      .boolean()
      .optional()
      .describe('Whether lists of callees are called, too: npx byon campaign. Left out: no.'),
    callbacks: z
      .boolean()
      .optional()
      .describe(
        'Whether callers are called back at the time that an agent has noted by its tool schedule-callback. Left out: no.',
      ),
  })
  .describe('Calls that the stack makes.');
export type OutboundSettings = z.infer<typeof outboundSettings>;
