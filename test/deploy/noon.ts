const NOON_IN_INDIA = 'T12:00:00+05:30';

/**
 * An hour at which every rule lets people be called, on the day that it is.
 *
 * @returns by how many milliseconds a clock has to be put forward to show it.
 */
export function aheadToNoon(now: number): number {
  return Date.parse(`${new Date(now).toISOString().slice(0, 10)}${NOON_IN_INDIA}`) - now;
}
