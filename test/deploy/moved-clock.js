/**
 * Loaded by Node before a deployed function or the CLI: its clock is put forward or back. The timers stay as they are.
 * So it is an hour at which people may be called, whenever the tests run.
 */
const AHEAD_MS = Number(globalThis.process.env['CLOCK_AHEAD_MS']);
const now = Date.now;

Date.now = () => now() + AHEAD_MS;
globalThis.Date = new Proxy(Date, {
  construct: (date, given, by) => Reflect.construct(date, given.length > 0 ? given : [date.now()], by),
});
