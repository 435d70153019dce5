import * as z from 'zod';
import { isTimeZone } from '../../agents/agent';
import { identifier } from '../../agents/identifier';
import { callbackHours } from '../../agents/tools/schedule-callback';
import { outboundPurpose } from '../../compliance/purpose';
import { e164 } from '../../numbers/e164';
import { LOCAL_TIME } from '../../tools/local-time';
import { DAYS, momentOf, nextOpening } from './hours';

const localTime = z
  .string()
  .regex(new RegExp(LOCAL_TIME), 'must be a day and a time, as in 2026-12-01T10:00')
  .describe('Day and time in the zone of the campaign, as in 2026-12-01T10:00.');

/** What a callee is called again after. Whoever has talked with the agent is never called again. */
export const RETRIED = ['busy', 'no-answer', 'machine', 'failed'] as const;
export type Retried = (typeof RETRIED)[number];

const retry = z.strictObject({
  waitMinutes: z.int().min(1).max(10_080).describe('From the end of the call to the next one.'),
  times: z.int().min(1).max(10).describe('How often a callee is called again after this.'),
});

const shape = z.strictObject({
  id: identifier.describe('Your own name of it, used once.'),
  number: e164.describe("The company's number, which the callees see."),
  agent: identifier.optional().describe('Who speaks. Standard: the agent of the number.'),
  purpose: outboundPurpose,
  about: z.string().min(1).max(200).describe('Why they are called, for agent and record.'),
  timeZone: z.string().refine(isTimeZone, 'must be an IANA time zone, as in Asia/Kolkata'),
  startsAt: localTime.optional().describe('Standard: at once. Day and time, as in 2026-12-01T10:00.'),
  endsAt: localTime.describe('Whoever was not reached by then is not called any more.'),
  hours: z
    .strictObject({
      days: z.array(z.enum(DAYS)).min(1).default(['mon', 'tue', 'wed', 'thu', 'fri', 'sat']),
      ...callbackHours.shape,
    })
    .refine(({ from, to }) => from < to, { path: ['to'], message: 'must be later than from' })
    .describe('When calls are begun. The rules of the country of each callee hold besides.'),
  retries: z
    .partialRecord(z.enum(RETRIED), retry)
    .default({})
    .describe('After which outcome a callee is called again. Left out: after none.'),
  priority: z
    .int()
    .min(1)
    .max(9)
    .default(5)
    .describe('Of campaigns at one carrier the one with the lower number dials first.'),
  callsPerDay: z
    .int()
    .min(1)
    .optional()
    .describe('Dials of the campaign a day. Left out: no cap of its own.'),
  ringSeconds: z.int().min(5).max(120).default(30),
  limitSeconds: z.int().min(30).max(14_400).default(1800).describe('The carrier ends the call after this.'),
  detectMachine: z.boolean().default(false).describe('Whether the carrier listens for an answering machine.'),
  breaker: z
    .strictObject({
      failures: z.int().min(1),
      of: z.int().min(1).max(200),
    })
    .refine(({ failures, of }) => failures <= of, { path: ['failures'], message: 'must not be more than of' })
    .default({ failures: 10, of: 20 })
    .describe('The campaign pauses when so many of the last dials failed.'),
});

/** A campaign as its owner describes it: one file, beside the list of callees. */
export const campaignSettings = shape
  .superRefine((settings, context) => {
    const fault = (path: string, message: string) =>
      context.addIssue({ code: 'custom', path: [path], message });
    const { startsAt, endsAt, timeZone } = settings;
    if (!isTimeZone(timeZone)) return;
    const end = momentOf(endsAt, timeZone);
    const start = startsAt === undefined ? 0 : momentOf(startsAt, timeZone);
    if (end === undefined) fault('endsAt', `${endsAt} is no day of the calendar`);
    if (start === undefined) fault('startsAt', `${startsAt} is no day of the calendar`);
    if (start === undefined || end === undefined) return;
    if (start >= end) fault('endsAt', `must be after startsAt; it is ${endsAt}`);
    else if (start > 0 && nextOpening(start, settings) === undefined) {
      fault('hours', `there is no such hour between ${startsAt} and ${endsAt}`);
    }
  })
  .describe('A list of callees who are called by an agent.');
export type CampaignSettings = z.infer<typeof campaignSettings>;
