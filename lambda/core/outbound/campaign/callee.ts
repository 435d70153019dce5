import * as z from 'zod';
import { calleeHash } from '../../compliance/callee-hash';
import { e164 } from '../../numbers/e164';
import { endOf, nextOpening } from './hours';
import { RETRIED, type CampaignSettings, type Retried } from './settings';

/** How a callee of a campaign can end. Each one ends once. */
export const calleeOutcome = z.enum([
  'answered',
  'machine',
  'busy',
  'no-answer',
  'failed',
  'unclear',
  'denied',
  'expired',
  'stopped',
]);
export type CalleeOutcome = z.infer<typeof calleeOutcome>;

/** How one call of a callee can end. `unclear`: the carrier may have dialled, and nobody tells. */
export const callOutcome = calleeOutcome.extract([...RETRIED, 'answered', 'unclear']);
export type CallOutcome = z.infer<typeof callOutcome>;

/** `CAMPAIGN#<id> / CALLEE#<hash>`. Times are milliseconds since the epoch. */
export const calleeRecord = z.strictObject({
  callee: calleeHash,
  number: e164,
  row: z.int().min(1).describe('Where the list has it, from 1.'),
  timeZone: z.string().optional().describe('IANA zone that the callee is known to be in.'),
  variables: z.record(z.string(), z.string()).describe("Values for the agent's prompt."),
  state: z
    .enum(['waiting', 'due', 'dialling', 'done'])
    .describe('due: a message for a worker is on its way. dialling: a worker has it, or it has a call.'),
  attempt: z.int().min(1).describe('The dial that is under way or comes next: part of its idempotency key.'),
  nextAt: z
    .int()
    .optional()
    .describe('waiting: when it may be dialled. due and dialling: when somebody looks what became of it.'),
  reference: z.string().optional().describe('Of the dial, while it is dialling.'),
  calls: z
    .array(z.strictObject({ at: z.int(), outcome: callOutcome }))
    .describe('The calls that are over, oldest first.'),
  denials: z.int().min(0).describe('How often a rule has put it off since its last call.'),
  lost: z.int().min(0).describe('How often a worker died with this attempt before it dialled.'),
  outcome: calleeOutcome.optional(),
  rule: z.string().optional().describe('The rule that denied it.'),
  doneAt: z.int().optional(),
  version: z.int().min(1).describe('Counts the changes.'),
});
export type CalleeRecord = z.infer<typeof calleeRecord>;

/** A message that is lost is sent again after this. */
const MESSAGE_LIVES_MS = 120_000;
/** Longer than a worker lives (lib/outbound/campaigns.ts): who has not told of a dial by then never will. */
const WORKER_LIVES_MS = 90_000;
/** Before this no carrier has told anything. */
const FIRST_LOOK_MS = 5_000;
const MOST_LOST = 5;
const MOST_DENIALS = 8;
/** After each denial it is longer, so that the looks reach other days, too: a rule may deny a whole one. */
const DENIED_AGAIN_MS = 3_600_000;

/** @param from when it may be dialled first. */
export function newCallee(
  known: Pick<CalleeRecord, 'callee' | 'number' | 'row' | 'timeZone' | 'variables'>,
  from: number,
): CalleeRecord {
  return { ...known, state: 'waiting', attempt: 1, nextAt: from, calls: [], denials: 0, lost: 0, version: 1 };
}

/** A message for a worker is about to be sent. @param arrivesAt when the worker will have it. */
export function due(callee: CalleeRecord, arrivesAt: number): CalleeRecord {
  return next(callee, { state: 'due', nextAt: arrivesAt + MESSAGE_LIVES_MS });
}

/** A worker takes it. */
export function claimed(callee: CalleeRecord, reference: string, now: number): CalleeRecord {
  return next(callee, { state: 'dialling', reference, nextAt: now + WORKER_LIVES_MS });
}

/** The carrier was asked. */
export function asked(callee: CalleeRecord, now: number): CalleeRecord {
  return next(callee, { nextAt: now + FIRST_LOOK_MS });
}

/** Nothing was dialled, and nothing was wrong with the callee. The attempt is still to come. */
export function putOff(callee: CalleeRecord, until: number): CalleeRecord {
  return next(callee, { state: 'waiting', nextAt: until, reference: undefined });
}

/** Nothing was dialled, and the key of the attempt is of no use any more. */
export function renewed(callee: CalleeRecord, until: number): CalleeRecord {
  return { ...putOff(callee, until), attempt: callee.attempt + 1 };
}

/** The worker died before it dialled. Its attempt is made again, under the same key. */
export function lost(callee: CalleeRecord, now: number): CalleeRecord {
  if (callee.lost + 1 >= MOST_LOST) return finished(callee, 'failed', now);
  return { ...putOff(callee, now), lost: callee.lost + 1 };
}

/** A call is over. The callee is called again where the plan says so and there is time. */
export function called(
  callee: CalleeRecord,
  outcome: CallOutcome,
  now: number,
  settings: CampaignSettings,
): CalleeRecord {
  const calls = [...callee.calls, { at: now, outcome }];
  const retry = isRetried(outcome) ? settings.retries[outcome] : undefined;
  const soFar = callee.calls.filter((call) => call.outcome === outcome).length;
  const again =
    retry && soFar < retry.times ? nextOpening(now + retry.waitMinutes * 60_000, settings) : undefined;
  if (again === undefined) return { ...finished(callee, outcome, now), calls };
  return { ...putOff(callee, again), calls, attempt: callee.attempt + 1, denials: 0, lost: 0 };
}

/** A rule has denied the dial. @param final false: it may allow it at another hour. */
export function denied(
  callee: CalleeRecord,
  { rule, final }: { rule: string; final: boolean },
  now: number,
  settings: CampaignSettings,
): CalleeRecord {
  const denials = callee.denials + 1;
  const isLast = final || denials >= MOST_DENIALS;
  const again = isLast ? undefined : nextOpening(now + denials * DENIED_AGAIN_MS, settings);
  if (again === undefined) return { ...finished(callee, 'denied', now), denials, rule };
  return { ...putOff(callee, again), denials, attempt: callee.attempt + 1, lost: 0 };
}

export function finished(callee: CalleeRecord, outcome: CalleeOutcome, now: number): CalleeRecord {
  return next(callee, { state: 'done', outcome, doneAt: now, nextAt: undefined, reference: undefined });
}

/** What a callee ends as whose campaign is over. */
export function leftOver(settings: CampaignSettings, now: number): 'expired' | 'stopped' {
  return now >= endOf(settings) ? 'expired' : 'stopped';
}

/** By this a dial is the same one, whoever asks for it how often. */
export function idempotencyKey(campaign: string, { callee, attempt }: CalleeRecord): string {
  return `${campaign}/${callee}/${attempt}`;
}

function next(callee: CalleeRecord, changes: Partial<CalleeRecord>): CalleeRecord {
  const merged = { ...callee, ...changes, version: callee.version + 1 };
  return Object.fromEntries(
    Object.entries(merged).filter(([, value]) => value !== undefined),
  ) as CalleeRecord;
}

function isRetried(outcome: CallOutcome): outcome is Retried {
  return (RETRIED as readonly string[]).includes(outcome);
}
