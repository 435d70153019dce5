import * as z from 'zod';
import { ncprCategory } from '../numbers/dlt';
import { calleeHash } from './callee-hash';

/** The hours of the day that somebody can block, from and to. */
const BANDS = ['00-06', '06-08', '08-10', '10-12', '12-14', '14-16', '16-18', '18-21', '21-24'] as const;

/**
 * `SCRUB#<hash> / LATEST`: what the preference register (in India the NCPR, through the node of the operator or
 * telemarketer) said of a callee. Only the newest counts.
 */
export const scrubRecord = z
  .strictObject({
    callee: calleeHash,
    scrubbedAt: z.int().describe('When the register was asked. Milliseconds since the epoch.'),
    source: z.string().min(1).max(500).describe('Who was asked, and the file or reference of the answer.'),
    preference: z
      .enum(['none', 'partly-blocked', 'fully-blocked'])
      .describe('none: the callee has blocked nothing.'),
    blockedCategories: z.array(ncprCategory).default([]).describe('Of trade, 1 to 8.'),
    blockedModes: z
      .array(z.enum(['voice', 'autodialler-recorded', 'autodialler-agent', 'robo']))
      .default([])
      .describe('An agent that dials and speaks by itself is any of them, so each one bars it.'),
    blockedBands: z.array(z.enum(BANDS)).default([]).describe('Hours of the day, as in 18-21.'),
    blockedDays: z.array(z.enum(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun', 'holiday'])).default([]),
  })
  .describe('The result of a scrub against the register of preferences.');
export type ScrubRecord = z.infer<typeof scrubRecord>;

export interface ScrubStore {
  /** Notes a result, unless a newer one of the callee is there. @returns whether it was noted. */
  save(record: ScrubRecord): Promise<boolean>;
  find(callee: string): Promise<ScrubRecord | undefined>;
}
