import { campaignSettings } from '../../../../../lambda/core/outbound/campaign/settings';
import { someSettings, type Settings } from '../../../../builders/campaign';

const faultsOf = (changes: Partial<Settings> | Record<string, unknown>) =>
  campaignSettings
    .safeParse({ ...someSettings(), ...changes })
    .error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);

it('takes a campaign with its standards', () => {
  expect(campaignSettings.parse(someSettings())).toMatchObject({
    priority: 5,
    ringSeconds: 30,
    limitSeconds: 1800,
    breaker: { failures: 10, of: 20 },
    hours: { days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat'] },
  });
});

it.each<[string, Partial<Settings> | Record<string, unknown>, string]>([
  [
    'hours that end before they begin',
    { hours: { from: '18:00', to: '10:00' } },
    'hours.to: must be later than from',
  ],
  [
    'an end before the start',
    { startsAt: '2026-11-29T10:00' },
    'endsAt: must be after startsAt; it is 2026-11-28T18:00',
  ],
  [
    'a day that there is not',
    { endsAt: '2026-02-30T10:00' },
    'endsAt: 2026-02-30T10:00 is no day of the calendar',
  ],
  [
    'a zone that there is not',
    { timeZone: 'Asia/Pune' },
    'timeZone: must be an IANA time zone, as in Asia/Kolkata',
  ],
  [
    'a time in which there are no hours',
    { startsAt: '2026-11-28T19:00', endsAt: '2026-11-30T09:00' },
    'hours: there is no such hour between 2026-11-28T19:00 and 2026-11-30T09:00',
  ],
  [
    'a breaker that can never trip',
    { breaker: { failures: 9, of: 5 } },
    'breaker.failures: must not be more than of',
  ],
  ['a property that there is not', { hour: 1 }, ': Unrecognized key: "hour"'],
])('refuses %s', (_, changes, fault) => {
  expect(faultsOf(changes)).toEqual([fault]);
});

it('tells all faults of its shape together', () => {
  expect(faultsOf({ number: '123', purpose: 'sales', timeZone: 'here' })).toHaveLength(3);
});
