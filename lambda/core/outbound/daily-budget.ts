import * as z from 'zod';
import type { DialRecord, Reserved } from '../calls/dial';
import { inspectNumber } from '../numbers/number-plan';
import type { Clock } from '../ports';
import type { DialRequest } from './dial-request';
import { GuardError } from './guards';
import type { OutboundSettings } from './settings';
import { amountInWords, microsOf, unusedOf, type DialEnding } from './spending';

/** `OUTBOUND#<day> / CALLS`: what a day has had. Amounts are millionths of the company's currency. */
export const dayRecord = z.strictObject({
  calls: z.int().min(0),
  spent: z.int().min(0).describe('What calls have cost, and what is held for those that are not over.'),
  held: z
    .record(z.string(), z.strictObject({ micros: z.int(), until: z.int() }))
    .describe('By the reference of each call: what is held for it, and until when its end may be told.'),
});
export type DayRecord = z.infer<typeof dayRecord>;

/** What a call takes of a day. */
export interface Taken {
  /** Of calls a day. */
  mostCalls: number;
  /** Where money is counted: what is held for this call, of how much a day. Millionths. */
  money?: { reference: string; micros: number; most: number; until: number };
}

/** Calls and money of each day of UTC, as in 2026-11-23. Single-item conditional writes only. */
export interface DailyBudget {
  /** Counts a call and holds the money for it, in one step. @returns false, with nothing written, where it can't. */
  take(day: string, wanted: Taken): Promise<boolean>;
  find(day: string): Promise<DayRecord>;
  /** Gives back money that was held for a call and not used: once, then nothing is held for it any more. */
  giveBack(day: string, reference: string, micros: number): Promise<void>;
}

/** A call on its way, by the reference of its dial. */
interface CallOfDay {
  reference: string;
  request: DialRequest;
}

interface BudgetPorts {
  settings: Pick<OutboundSettings, 'callsPerDay' | 'spending'>;
  days: Pick<DailyBudget, 'take' | 'find'>;
  clock: Clock;
}

const DAY_MS = 86_400_000;
/** For what carriers tell after the end of a call. What was not told by then is never given back. */
const TOLD_WITHIN_MS = 600_000;
/** Calls that are not over give most of their money back. */
const ASK_AGAIN_MS = 30_000;

/**
 * Takes nothing yet: who is told so at once has no place at a carrier that others wait for.
 *
 * @throws GuardError when the day has too little left for a call.
 */
export async function demandRoomOfDay(
  { reference, request }: CallOfDay,
  { settings, days, clock }: BudgetPorts,
): Promise<void> {
  const now = clock.now();
  const price = priceOfDay(request, settings);
  const found = await days.find(dayOf(now));
  if (found.held[reference]) return;
  if (found.calls >= settings.callsPerDay) throw noCallsLeft(settings.callsPerDay, now);
  if (price && found.spent + price.micros > price.most) throw noMoneyLeft(price, found, now);
}

/**
 * Takes a call's part of the day: one of its calls and, where money is counted, the most that the call can cost.
 * Asked for again, it has that part already. It is never given back before the call was dialled, since somebody else
 * may be about to dial under the same reference.
 *
 * @returns what is held for it; undefined where money is not counted.
 * @throws GuardError when the day has too little left.
 */
export async function takeOfDay(
  { reference, request }: CallOfDay,
  { settings, days, clock }: BudgetPorts,
): Promise<Reserved | undefined> {
  const { callsPerDay: mostCalls } = settings;
  const now = clock.now();
  const day = dayOf(now);
  const price = priceOfDay(request, settings);
  const until = now + (request.ringSeconds + request.limitSeconds) * 1000 + TOLD_WITHIN_MS;
  const money = price && { reference, micros: price.micros, most: price.most, until };
  const reserved = price && { day, micros: price.micros, microsPerMinute: price.microsPerMinute };
  if (await days.take(day, { mostCalls, ...(money && { money }) })) return reserved;
  const found = await days.find(day);
  const own = found.held[reference];
  if (reserved && own) return { ...reserved, micros: own.micros };
  if (!price || found.calls >= mostCalls) throw noCallsLeft(mostCalls, now);
  throw noMoneyLeft(price, found, now);
}

/** Gives back what a call has not used of the money that was held for it. Repeated, it changes nothing. */
export async function giveBackUnused(
  record: DialRecord,
  ending: DialEnding,
  days: Pick<DailyBudget, 'giveBack'>,
): Promise<void> {
  const { reference, reserved } = record;
  if (reserved) await days.giveBack(reserved.day, reference, unusedOf({ ...record, reserved }, ending));
}

interface Price {
  /** The most that the call can cost. */
  micros: number;
  microsPerMinute: number;
  /** What a day may cost. */
  most: number;
}

/** @throws GuardError for a call that fits into no day. */
function priceOfDay(request: DialRequest, { spending }: BudgetPorts['settings']): Price | undefined {
  if (!spending) return undefined;
  const price = { most: microsOf(spending.perDay), ...priceOf(request, spending) };
  if (price.micros > price.most) throw tooDear(price);
  return price;
}

function priceOf(
  { to, limitSeconds }: DialRequest,
  { pricePerMinute }: NonNullable<OutboundSettings['spending']>,
): Omit<Price, 'most'> {
  const { country } = inspectNumber(to);
  const prices: Partial<Record<string, number>> = pricePerMinute;
  const price = prices[country ?? ''];
  if (price === undefined) {
    throw new GuardError(
      'spending',
      `nobody has said what a minute to ${country ?? 'no country'} costs; add it to outbound.spending.pricePerMinute`,
    );
  }
  const microsPerMinute = microsOf(price);
  return { microsPerMinute, micros: Math.ceil(limitSeconds / 60) * microsPerMinute };
}

/** @returns the day of UTC, as in 2026-11-23. */
export const dayOf = (now: number) => new Date(now).toISOString().slice(0, 10);

/** @returns millionths that are held for calls whose end may still be told. */
export function mayComeBack({ held }: DayRecord, now: number): number {
  const open = Object.values(held).filter(({ until }) => until > now);
  return open.reduce((sum, { micros }) => sum + micros, 0);
}

function noCallsLeft(callsPerDay: number, now: number): GuardError {
  return new GuardError(
    'calls-per-day',
    `the stack has made its ${callsPerDay} calls of today (UTC); ask again tomorrow, or raise outbound.callsPerDay`,
    DAY_MS - (now % DAY_MS),
  );
}

function tooDear({ micros, most }: Price): GuardError {
  return new GuardError(
    'spending',
    `this call can cost ${amountInWords(micros)}, and all calls of a day may cost ${amountInWords(most)}; ` +
      'lower limitSeconds, or raise outbound.spending.perDay',
  );
}

function noMoneyLeft({ micros, most }: Price, today: DayRecord, now: number): GuardError {
  const { spent } = today;
  const isForToday = spent - mayComeBack(today, now) + micros <= most;
  return new GuardError(
    'spending',
    `this call can cost ${amountInWords(micros)}, and of the ${amountInWords(most)} of today (UTC) ` +
      `${amountInWords(Math.max(0, most - spent))} is left; ` +
      `${isForToday ? 'ask again when other calls have ended' : 'ask again tomorrow'}, lower limitSeconds, ` +
      'or raise outbound.spending.perDay',
    isForToday ? ASK_AGAIN_MS : DAY_MS - (now % DAY_MS),
  );
}
