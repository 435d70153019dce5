import { DynamoDailyBudget } from '../../../../lambda/adapters/dynamodb/daily-budget';
import { giveBackUnused, takeOfDay, type DailyBudget } from '../../../../lambda/core/outbound/daily-budget';
import { dialRequest } from '../../../../lambda/core/outbound/dial-request';
import { GuardError } from '../../../../lambda/core/outbound/guards';
import type { Reserved } from '../../../../lambda/core/calls/dial';
import { MemoryTable } from '../../../../local/chaos/aws/table';
import { Random } from '../../../../local/chaos/random';
import { aNotedOrder } from '../../../builders/dial';
import { aRequest } from '../../../builders/dial-desk';
import { HastyClock } from '../../../fakes/hasty-clock';
import { InMemoryDailyBudget } from '../../../fakes/outbound';

const DAY = '2026-11-23';
const MINUTE_MS = 60_000;
const SPENDING = { perDay: 1, pricePerMinute: { US: 0.1 } };
const REQUEST = dialRequest.parse(aRequest());

interface Asked {
  reference?: string;
  limitSeconds?: number;
  to?: string;
  spending?: typeof SPENDING;
  callsPerDay?: number;
}

class Desk {
  readonly clock = new HastyClock();

  constructor(readonly days: DailyBudget = new InMemoryDailyBudget()) {}

  take({ reference = 'a', limitSeconds = 300, to, spending = SPENDING, callsPerDay = 9 }: Asked = {}) {
    const request = { ...REQUEST, limitSeconds, ...(to !== undefined && { to }) };
    return takeOfDay(
      { reference, request },
      { settings: { callsPerDay, spending }, days: this.days, clock: this.clock },
    );
  }

  async denied(asked?: Asked): Promise<GuardError> {
    const error = await this.take(asked).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(GuardError);
    return error as GuardError;
  }

  /** The call is over now. */
  end(reserved: Reserved | undefined, seconds: number, reference = 'a') {
    const record = { ...aNotedOrder({ reserved, askedAt: this.clock.now() }), reference };
    return giveBackUnused(record, { outcome: 'completed', seconds, at: this.clock.now() }, this.days);
  }

  async spent(): Promise<number> {
    return (await this.days.find(DAY)).spent;
  }
}

it('holds the most that a call can cost, and gives back what it has not used', async () => {
  const desk = new Desk();
  const reserved = await desk.take();
  expect(reserved).toEqual({ day: DAY, micros: 500_000, microsPerMinute: 100_000 });
  expect(await desk.spent()).toBe(500_000);
  await desk.end(reserved, 61);
  await desk.end(reserved, 0);
  expect(await desk.days.find(DAY)).toEqual({ calls: 1, spent: 200_000, held: {} });
});

it('has no room for a millionth too much', async () => {
  const price = (amount: number) => ({ perDay: 1, pricePerMinute: { US: amount } });
  const desk = new Desk();
  await desk.take({ reference: 'a' });
  await desk.denied({ reference: 'b', spending: price(0.100001) });
  expect(await desk.take({ reference: 'b' })).toMatchObject({ micros: 500_000 });
  const error = await desk.denied({ reference: 'c', spending: price(0.000001) });
  expect(error).toMatchObject({ guard: 'spending', retryAfterMs: 30_000 });
  expect(error.message).toBe(
    'this call can cost 0.000005, and of the 1 of today (UTC) 0 is left; ask again when other calls have ended, ' +
      'lower limitSeconds, or raise outbound.spending.perDay',
  );
  expect(await desk.days.find(DAY)).toMatchObject({ calls: 2, spent: 1_000_000 });
});

it.each([
  [300, true],
  [600, true],
  [601, false],
])('of a call of at most %d s says whether it ever fits: %s', async (limitSeconds, fits) => {
  const taken = await new Desk().take({ limitSeconds }).catch((error: GuardError) => error);
  if (fits) return expect(taken).toMatchObject({ day: DAY });
  expect(taken).toMatchObject({ guard: 'spending', retryAfterMs: undefined });
  expect((taken as GuardError).message).toMatch(/can cost 1\.1, and all calls of a day may cost 1; lower/);
});

it('puts off until tomorrow what no end of a call makes room for', async () => {
  const desk = new Desk();
  await desk.end(await desk.take({ limitSeconds: 600 }), 590);
  const error = await desk.denied({ reference: 'b', limitSeconds: 30 });
  expect(desk.clock.now() + error.retryAfterMs!).toBe(Date.UTC(2026, 10, 24));
  expect(error.message).toContain('ask again tomorrow');
  await desk.clock.sleep(error.retryAfterMs!);
  expect(await desk.take({ reference: 'b' })).toMatchObject({ day: '2026-11-24' });
});

it('waits for no call whose end nobody tells any more', async () => {
  const desk = new Desk();
  await desk.take({ limitSeconds: 600 });
  const over = (30 + 600) * 1000 + 10 * MINUTE_MS;
  await desk.clock.sleep(over - 1);
  expect(await desk.denied({ reference: 'b' })).toMatchObject({ retryAfterMs: 30_000 });
  await desk.clock.sleep(1);
  expect((await desk.denied({ reference: 'b' })).retryAfterMs).toBeGreaterThan(MINUTE_MS * 60);
});

it('holds no more for a call that is asked for again', async () => {
  const desk = new Desk();
  const first = await desk.take();
  expect(await desk.take()).toEqual(first);
  // The price has changed in between, and what is held is what was held.
  expect(await desk.take({ spending: { perDay: 1, pricePerMinute: { US: 0.2 } } })).toMatchObject({
    micros: 500_000,
  });
  expect(await desk.days.find(DAY)).toMatchObject({ calls: 1, spent: 500_000 });
});

it('counts the calls of the day besides, and holds nothing for one too many', async () => {
  const desk = new Desk();
  await desk.take({ callsPerDay: 1 });
  expect(await desk.denied({ reference: 'b', callsPerDay: 1 })).toMatchObject({ guard: 'calls-per-day' });
  expect(await desk.spent()).toBe(500_000);
});

it('calls no country without a price', async () => {
  const error = await new Desk().denied({ to: '+919876543210' });
  expect(error).toMatchObject({ guard: 'spending', retryAfterMs: undefined });
  expect(error.message).toContain('what a minute to IN costs; add it to outbound.spending.pricePerMinute');
});

const LARGE = { perDay: 4, pricePerMinute: { US: 0.1 } };

/** Calls of a day in a random order, some told of twice and some never. */
async function randomDay(seed: string, days: DailyBudget): Promise<void> {
  const random = new Random(seed);
  const desk = new Desk(days);
  const open = new Map<string, { reserved: Reserved; seconds: number }>();
  const ended: [string, Reserved, number][] = [];
  let kept = 0;
  for (let i = 0; i < 60; i++) {
    const reference = `call-${i}`;
    const limitSeconds = random.int(30, 400);
    const asks = Array.from({ length: random.int(1, 3) }, () =>
      desk.take({ reference, limitSeconds, spending: LARGE, callsPerDay: 100 }).catch(() => undefined),
    );
    const told = [...open].filter(() => random.chance(0.3));
    const ends = told.flatMap(([key, { reserved, seconds }]) => {
      open.delete(key);
      ended.push([key, reserved, seconds]);
      return Array.from({ length: random.int(1, 2) }, () => desk.end(reserved, seconds, key));
    });
    const again = ended.length > 0 ? [random.pick(ended)] : [];
    const late = again.map(([key, reserved]) => desk.end(reserved, random.int(0, 400), key));
    const [[reserved]] = [await Promise.all(asks), await Promise.all([...ends, ...late])];
    const { spent } = await days.find(DAY);
    expect(spent).toBeLessThanOrEqual(4_000_000);
    if (!reserved) continue;
    if (random.chance(0.05)) kept += reserved.micros;
    else open.set(reference, { reserved, seconds: random.int(0, limitSeconds) });
  }
  for (const [reference, { reserved, seconds }] of open) await desk.end(reserved, seconds, reference);
  const all = [
    ...ended,
    ...[...open].map(([key, { reserved, seconds }]) => [key, reserved, seconds] as const),
  ];
  const cost = all.reduce(
    (sum, [, { microsPerMinute }, seconds]) => sum + Math.ceil(seconds / 60) * microsPerMinute,
    0,
  );
  expect(all.length).toBeGreaterThan(10);
  expect(await desk.spent()).toBe(cost + kept);
}

const onTable = () => {
  const table = new MemoryTable();
  const client = { send: async (command: unknown) => table.serve(command) };
  const options = { client: client as never, table: 'calls', clock: new HastyClock(), ttlDays: 1 };
  return new DynamoDailyBudget(options);
};

it.each([
  ['in memory', 20, () => new InMemoryDailyBudget()],
  ['on a table', 4, onTable],
])('never passes the cap and ends at the true sum, in whatever order: %s', async (_, days, make) => {
  for (let seed = 0; seed < days; seed++) await randomDay(`day ${seed}`, make());
});
