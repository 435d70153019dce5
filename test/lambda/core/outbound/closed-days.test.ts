import { demandOpenDay } from '../../../../lambda/core/outbound/closed-days';
import type { GuardError } from '../../../../lambda/core/outbound/guards';

const INDIAN = '+919876543210';
const AMERICAN = '+12125550123';
const BRITISH = '+442079460123';
const CHRISTMAS = ['2026-12-25'];

function waitOf(to: string, at: string, calleeTimeZone?: string, closedOn = CHRISTMAS): number | 'open' {
  try {
    demandOpenDay({ to, calleeTimeZone }, { closedOn }, Date.parse(at));
    return 'open';
  } catch (error) {
    expect(error).toMatchObject({ guard: 'closed' });
    return (error as GuardError).retryAfterMs! / 60_000;
  }
}

it.each<[string, string, string, string | undefined, number | 'open']>([
  ['in India a minute before', INDIAN, '2026-12-24T23:59:00+05:30', undefined, 'open'],
  ['in India from its first moment', INDIAN, '2026-12-25T00:00:00+05:30', undefined, 1440],
  ['in India to its last minute', INDIAN, '2026-12-25T23:59:00+05:30', undefined, 1],
  ['in India a moment later', INDIAN, '2026-12-26T00:00:00+05:30', undefined, 'open'],
  ['in the first zone of the United States', AMERICAN, '2026-12-25T00:00:00-05:00', undefined, 29 * 60],
  [
    'in a zone of theirs where it is the day before',
    AMERICAN,
    '2026-12-25T00:00:00-05:00',
    'America/Chicago',
    'open',
  ],
  ['in the last zone of theirs', AMERICAN, '2026-12-25T23:59:00-10:00', undefined, 1],
  ['in a country that has no rules of its own', BRITISH, '2026-12-25T12:00:00Z', 'Europe/London', 720],
  ['where nobody knows the zone', BRITISH, '2026-12-25T12:00:00Z', undefined, 'open'],
])('is closed %s', (_, to, at, zone, minutes) => {
  expect(waitOf(to, at, zone)).toBe(minutes);
});

it('puts off past all closed days that follow each other', () => {
  const days = ['2026-12-25', '2026-12-27', '2026-12-26'];
  expect(waitOf(INDIAN, '2026-12-25T12:00:00+05:30', undefined, days)).toBe(60 * 60);
});

it('is open on every day where none is named', () => {
  expect(() => demandOpenDay({ to: INDIAN, calleeTimeZone: undefined }, {}, 0)).not.toThrow();
});
