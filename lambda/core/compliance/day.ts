import india from '../numbers/india-series.json';

const DAY_MS = 86_400_000;
const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;

const CALENDAR = new Intl.DateTimeFormat('en-CA', {
  timeZone: india.timeZone,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

/** @param at milliseconds since the epoch. @returns the day in India, as in 2026-11-23. */
export function indianDay(at: number): string {
  return CALENDAR.format(at);
}

/** @param day as in 2026-11-23. @param days negative: earlier. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** @returns how many days there are from one to another; below 0 when that is earlier. */
export function daysBetween(day: string, other: string): number {
  return Math.round((Date.parse(other) - Date.parse(day)) / DAY_MS);
}

export function weekday(day: string): (typeof WEEKDAYS)[number] {
  return WEEKDAYS[new Date(`${day}T00:00:00Z`).getUTCDay()]!;
}
