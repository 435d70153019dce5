import type { RegisteredNumber } from '../../../lambda/core/compliance/expiry-news';
import { tellExpiries } from '../../../lambda/tell-expiries/tell-expiries';
import { aDltRecord } from '../../builders/dial-facts';
import { NUMBER } from '../../builders/number';
import { InMemoryDltNumbers, InMemoryExpiryBus, InMemoryExpiryMark } from '../../fakes/expiries';
import { RecordingLog } from '../../fakes/ports';

const ENDS = '2026-12-31';
const { principalEntity, telemarketer } = aDltRecord();

function aNumber(number = NUMBER, validUntil = ENDS): RegisteredNumber {
  return { number, dlt: { principalEntity: { ...principalEntity!, validUntil } } };
}

function aWatch(numbers: RegisteredNumber[] = [aNumber()]) {
  const registered = new InMemoryDltNumbers(numbers);
  const bus = new InMemoryExpiryBus();
  const mark = new InMemoryExpiryMark();
  const log = new RecordingLog();
  /** As it is run at six in the morning of India. */
  const runOn = (day: string) => {
    const clock = { now: () => Date.parse(`${day}T06:00:00+05:30`), sleep: async () => {} };
    return tellExpiries({ numbers: registered, bus, mark, clock, log });
  };
  return {
    bus,
    mark,
    log,
    numbers: registered.numbers,
    runOn,
    told: () => bus.events.map((one) => one.daysLeft),
  };
}

/** Days from one to another, both of them included. */
function daysOf(from: string, to: string): string[] {
  const DAY_MS = 86_400_000;
  const count = (Date.parse(to) - Date.parse(from)) / DAY_MS + 1;
  return Array.from({ length: count }, (_, i) =>
    new Date(Date.parse(from) + i * DAY_MS).toISOString().slice(0, 10),
  );
}

it('tells 30, 14, 7, 3 and 1 day before, and on the last day, and no more', async () => {
  const { runOn, told, bus } = aWatch();
  for (const day of daysOf('2026-11-20', '2027-01-10')) await runOn(day);
  expect(told()).toEqual([30, 14, 7, 3, 1, 0]);
  expect(new Set(bus.events.map(({ id }) => id)).size).toBe(6);
  expect(bus.events[0]).toEqual({
    version: 1,
    id: `${NUMBER}/principalEntity/2026-12-31/30`,
    number: NUMBER,
    what: 'principalEntity',
    registration: '1002641844184516305',
    validUntil: ENDS,
    daysLeft: 30,
  });
});

it('tells once what is run twice on a day', async () => {
  const { runOn, told } = aWatch();
  for (const day of ['2026-12-24', '2026-12-24']) await runOn(day);
  expect(told()).toEqual([7]);
});

it.each([
  ['on the day after', ['2026-12-01', '2026-12-18'], [30, 13]],
  ['once, where several days of telling were left out', ['2026-12-01', '2026-12-29'], [30, 2]],
  ['when it has ended meanwhile', ['2026-12-30', '2027-02-01'], [1, -32]],
])('makes up for days that were left out: %s', async (_, days, expected) => {
  const { runOn, told } = aWatch();
  for (const day of days) await runOn(day);
  expect(told()).toEqual(expected);
});

it('tells at first all that ends soon or has ended', async () => {
  const numbers = [aNumber(), aNumber('+918041234568', '2026-11-01'), aNumber('+918041234569', '2027-06-30')];
  const { runOn, told } = aWatch(numbers);
  await runOn('2026-12-05');
  expect(told()).toEqual([26, -34]);
});

it('tells of entity and telemarketer each by itself', async () => {
  const both = { principalEntity: { ...principalEntity!, validUntil: ENDS }, telemarketer: telemarketer! };
  const dlt = { ...both, telemarketer: { ...telemarketer!, validUntil: ENDS } };
  const { runOn, bus } = aWatch([{ number: NUMBER, dlt }]);
  await runOn('2026-12-01');
  expect(bus.events.map(({ what, registration }) => [what, registration])).toEqual([
    ['principalEntity', '1002641844184516305'],
    ['telemarketer', '1002641844184516306'],
  ]);
});

it('tells anew of a registration that was renewed and ends again', async () => {
  const { runOn, numbers, bus } = aWatch();
  await runOn('2026-12-31');
  numbers[0] = aNumber(NUMBER, '2027-12-31');
  for (const day of ['2027-01-01', '2027-12-01']) await runOn(day);
  expect(bus.events.map(({ validUntil, daysLeft }) => [validUntil, daysLeft])).toEqual([
    [ENDS, 0],
    ['2027-12-31', 30],
  ]);
});

describe('what the bus has refused', () => {
  const many = Array.from({ length: 95 }, (_, i) => aNumber(`+9180412345${String(i).padStart(2, '0')}`));

  it('fails the run, and is told by the next one under the same ids', async () => {
    const { runOn, bus, mark } = aWatch(many);
    bus.refusing = 1;
    bus.takes = 3;
    await expect(runOn('2026-12-01')).rejects.toThrow('the bus has refused');
    expect(mark.day).toBeUndefined();
    await runOn('2026-12-01');
    expect(new Set(bus.events.map(({ id }) => id)).size).toBe(95);
    expect(mark.day).toBe('2026-12-01');
  });

  it('is not lost when the next run is on another day', async () => {
    const { runOn, bus } = aWatch(many);
    await runOn('2026-11-30');
    bus.refusing = 9;
    bus.takes = 0;
    await expect(runOn('2026-12-01')).rejects.toThrow();
    bus.refusing = 0;
    await runOn('2026-12-02');
    expect(bus.events).toHaveLength(95);
    expect(bus.events[0]).toMatchObject({ id: expect.stringMatching(/\/30$/), daysLeft: 29 });
  });
});

it('logs how many, and no number', async () => {
  const { runOn, log } = aWatch();
  await runOn('2026-12-01');
  expect(log.entries).toMatchObject([{ level: 'info', fields: { told: 1, today: '2026-12-01' } }]);
  expect(log.public).not.toContain('80412');
});
