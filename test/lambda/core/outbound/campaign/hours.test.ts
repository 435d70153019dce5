import { isOpen, nextOpening } from '../../../../../lambda/core/outbound/campaign/hours';
import { campaignSettings } from '../../../../../lambda/core/outbound/campaign/settings';
import { someSettings } from '../../../../builders/campaign';

const SETTINGS = campaignSettings.parse(someSettings());
const at = (local: string) => Date.parse(`${local}+05:30`);
const next = (local: string) => {
  const opening = nextOpening(at(local), SETTINGS);
  return opening === undefined ? undefined : new Date(opening + 19_800_000).toISOString().slice(0, 16);
};

it.each([
  ['before the hours, it waits for them', '2026-11-23T09:59:00', '2026-11-23T10:00'],
  ['within the hours, it is now', '2026-11-23T10:00:00', '2026-11-23T10:00'],
  ['in the last half minute, it is tomorrow', '2026-11-23T17:59:30', '2026-11-24T10:00'],
  ['after the hours, it is tomorrow', '2026-11-23T21:00:00', '2026-11-24T10:00'],
  ['before a Sunday, it is Monday', '2026-11-21T19:00:00', '2026-11-23T10:00'],
  ['on the last evening, it is never', '2026-11-28T17:59:45', undefined],
])('%s', (_, from, to) => {
  expect(next(from)).toBe(to);
});

it('waits for its start', () => {
  const later = campaignSettings.parse(someSettings({ startsAt: '2026-11-25T15:30' }));
  expect(nextOpening(at('2026-11-23T12:00:00'), later)).toBe(at('2026-11-25T15:30:00'));
  expect(isOpen(at('2026-11-25T15:29:59'), later)).toBe(false);
  expect(isOpen(at('2026-11-25T15:30:00'), later)).toBe(true);
});

it('keeps the hours of the wall where a zone changes its clocks', () => {
  const settings = campaignSettings.parse(
    someSettings({ timeZone: 'America/New_York', startsAt: '2026-10-30T10:00', endsAt: '2026-11-06T18:00' }),
  );
  expect(nextOpening(Date.parse('2026-10-30T22:00:00-04:00'), settings)).toBe(
    Date.parse('2026-10-31T10:00:00-04:00'),
  );
  expect(nextOpening(Date.parse('2026-10-31T22:00:00-04:00'), settings)).toBe(
    Date.parse('2026-11-02T10:00:00-05:00'),
  );
});

it('leaves out no day that is an hour short', () => {
  const settings = campaignSettings.parse(
    someSettings({
      timeZone: 'America/New_York',
      endsAt: '2027-03-20T18:00',
      hours: { days: ['sat', 'sun', 'mon'], from: '10:00', to: '18:00' },
    }),
  );
  expect(nextOpening(Date.parse('2027-03-13T23:30:00-05:00'), settings)).toBe(
    Date.parse('2027-03-14T10:00:00-04:00'),
  );
});

it('goes on until midnight where the hours say so', () => {
  const settings = campaignSettings.parse(someSettings({ hours: { from: '10:00', to: '24:00' } }));
  expect(isOpen(at('2026-11-23T23:59:29'), settings)).toBe(true);
  expect(nextOpening(at('2026-11-23T23:59:30'), settings)).toBe(at('2026-11-24T10:00:00'));
});
