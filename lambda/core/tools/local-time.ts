/** `2026-11-24T10:30`, with seconds or without: the time that a clock on the wall shows. */
export const LOCAL_TIME = '^\\d{4}-\\d{2}-\\d{2}T([01]\\d|2[0-3]):[0-5]\\d(:[0-5]\\d)?$';

/**
 * @param local as {@link LOCAL_TIME}. @param timeZone IANA name.
 * @returns milliseconds since the epoch, or undefined for a day that the calendar does not have. An hour that a
 * change of the clock leaves out counts as the one after it.
 */
export function epochOf(local: string, timeZone: string): number | undefined {
  const asUtc = Date.parse(`${local}Z`);
  if (Number.isNaN(asUtc) || !new Date(asUtc).toISOString().startsWith(local.slice(0, 10))) return undefined;
  const near = asUtc - offsetAt(asUtc, timeZone);
  return asUtc - offsetAt(near, timeZone);
}

/** @returns the time of the day, as in 09:05. */
export function timeOfDay(at: number, timeZone: string): string {
  let clock = clocks.get(timeZone);
  if (!clock)
    clocks.set(timeZone, (clock = new Intl.DateTimeFormat('en-GB', { timeStyle: 'short', timeZone })));
  return clock.format(at);
}

/** To make one takes many times as long as to read it. */
const clocks = new Map<string, Intl.DateTimeFormat>();
const calendars = new Map<string, Intl.DateTimeFormat>();

/** @returns as in Tuesday 24 November 2026, 10:30. */
export function inWords(at: number, timeZone: string): string {
  const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeZone }).format(at);
  // Some versions of ICU set a comma after the weekday, others do not.
  return `${day.replace(',', '')}, ${timeOfDay(at, timeZone)}`;
}

/** How far the clocks of a zone are ahead of UTC, in milliseconds. */
function offsetAt(at: number, timeZone: string): number {
  let format = calendars.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-CA', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
    calendars.set(timeZone, format);
  }
  const part = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
  const { year, month, day, hour, minute, second } = part;
  return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`) - Math.floor(at / 1000) * 1000;
}
