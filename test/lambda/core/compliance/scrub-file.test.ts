import { scrubbedAtOf } from '../../../../lambda/core/compliance/scrub-file';

const NOW = Date.parse('2026-11-23T09:00:00Z');

it.each([
  ['2026-11-23T0915+0530.csv', '2026-11-23T03:45:00Z'],
  ['2026-11-23T0900Z-jio.csv', '2026-11-23T09:00:00Z'],
  ['2026-11-23T0904Z_fast-clock.csv', '2026-11-23T09:04:00Z'],
])('reads the time of %s', (name, at) => {
  expect(scrubbedAtOf(name, NOW)).toEqual({ at: Date.parse(at) });
});

it.each([
  'results.csv',
  '2026-11-23.csv',
  '2026-11-23T0915.csv',
  '2026-11-23T0915+05300.csv',
  '2026-02-30T0915Z.csv',
  '2026-11-23T2515Z.csv',
  '2026-11-23T0915Z.xlsx',
])('refuses %s, which tells no time or is no CSV', (name) => {
  expect(scrubbedAtOf(name, NOW)).toMatchObject({ fault: { path: 'name' } });
});

it('refuses a time that is still to come', () => {
  const { fault } = scrubbedAtOf('2026-11-23T0906Z.csv', NOW) as { fault: { message: string } };
  expect(fault.message).toMatch(/^tells a time that is still to come/);
});
