import { addDays } from '../../compliance/day';
import { epochOf } from '../../tools/local-time';

export const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;
export type Day = (typeof DAYS)[number];

/** When a campaign dials. Times are of its own zone. */
export interface Hours {
  timeZone: string;
  startsAt?: string | undefined;
  endsAt: string;
  hours: { days: readonly Day[]; from: string; to: string };
}

/** Nothing is begun any more in the last half minute: what is under way then still rings within the hours. */
const CLOSING_MS = 30_000;
const MIDNIGHT = '24:00';
/** A week and a day: every day of the week comes again, whatever the time of the day. */
const DAYS_AHEAD = 8;

/** @param at milliseconds since the epoch. @returns whether a dial may be begun then. */
export function isOpen(at: number, campaign: Hours): boolean {
  return nextOpening(at, campaign) === at;
}

/** @returns when the next dial may be begun, which may be `at` itself; undefined when the campaign is over before. */
export function nextOpening(at: number, campaign: Hours): number | undefined {
  const { timeZone, startsAt, hours } = campaign;
  const end = endOf(campaign);
  const from = Math.max(at, startsAt === undefined ? at : (momentOf(startsAt, timeZone) ?? at));
  const today = dayOf(from, timeZone);
  for (let ahead = 0; ahead <= DAYS_AHEAD; ahead++) {
    const day = addDays(today, ahead);
    if (!hours.days.includes(weekdayOf(day))) continue;
    const opens = momentOf(`${day}T${hours.from}`, timeZone)!;
    const closing = hours.to === MIDNIGHT ? `${addDays(day, 1)}T00:00` : `${day}T${hours.to}`;
    const closes = momentOf(closing, timeZone)! - CLOSING_MS;
    const next = Math.max(from, opens);
    if (next < closes) return next < end - CLOSING_MS ? next : undefined;
  }
  return undefined;
}

/** @returns milliseconds since the epoch. */
export function endOf({ endsAt, timeZone }: Pick<Hours, 'endsAt' | 'timeZone'>): number {
  return momentOf(endsAt, timeZone) ?? 0;
}

/** @returns as `epochOf`. A campaign asks for the same few moments at each step. */
export function momentOf(local: string, timeZone: string): number | undefined {
  const name = `${local} ${timeZone}`;
  if (!moments.has(name)) moments.set(name, epochOf(local, timeZone));
  return moments.get(name);
}

const moments = new Map<string, number | undefined>();

/** @returns as in 2026-11-23. */
export function dayOf(at: number, timeZone: string): string {
  let calendar = calendars.get(timeZone);
  if (!calendar) {
    const parts = { year: 'numeric', month: '2-digit', day: '2-digit' } as const;
    calendars.set(timeZone, (calendar = new Intl.DateTimeFormat('en-CA', { ...parts, timeZone })));
  }
  return calendar.format(at);
}

/** To make one takes many times as long as to read it. */
const calendars = new Map<string, Intl.DateTimeFormat>();

function weekdayOf(day: string): Day {
  return DAYS[new Date(`${day}T00:00:00Z`).getUTCDay()]!;
}
