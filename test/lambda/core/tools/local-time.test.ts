import { epochOf, inWords, LOCAL_TIME } from '../../../../lambda/core/tools/local-time';

it.each([
  ['2026-11-24T10:30', 'Asia/Kolkata', '2026-11-24T05:00:00.000Z'],
  ['2026-11-24T00:00:30', 'UTC', '2026-11-24T00:00:30.000Z'],
  ['2026-07-01T09:00', 'Europe/London', '2026-07-01T08:00:00.000Z'],
  ['2026-03-29T09:00', 'Europe/London', '2026-03-29T08:00:00.000Z'],
  ['2026-10-25T00:30', 'America/New_York', '2026-10-25T04:30:00.000Z'],
])('%s in %s is %s', (local, zone, utc) => {
  const at = epochOf(local, zone);
  expect(at !== undefined && new Date(at).toISOString()).toBe(utc);
});

it('knows no 30 February', () => {
  expect(epochOf('2026-02-30T10:00', 'UTC')).toBeUndefined();
  expect(epochOf('2026-13-01T10:00', 'UTC')).toBeUndefined();
});

it('takes the time of a wall clock, not a moment of the world', () => {
  const isLocal = (text: string) => new RegExp(LOCAL_TIME).test(text);
  expect(['2026-11-24T10:30', '2026-11-24T23:59:59'].every(isLocal)).toBe(true);
  expect(
    ['2026-11-24T10:30Z', '2026-11-24T10:30+05:30', '2026-11-24', '2026-11-24T24:00'].some(isLocal),
  ).toBe(false);
});

it('is told with its weekday', () => {
  expect(inWords(Date.UTC(2026, 10, 24, 5), 'Asia/Kolkata')).toBe('Tuesday 24 November 2026, 10:30');
});
