import { DynamoDailyBudget } from '../../../../lambda/adapters/dynamodb/daily-budget';
import { openDynamo, type LocalDynamo } from '../../../../local/aws/dynamodb';
import { WallClock } from '../../../../local/clock';
import { HastyClock } from '../../../fakes/hasty-clock';

const clock = new HastyClock();
let dynamo: LocalDynamo;
beforeAll(async () => {
  dynamo = await openDynamo(new WallClock());
});
afterAll(() => dynamo.close());

const budget = () =>
  new DynamoDailyBudget({ client: dynamo.client, table: dynamo.callsTable, clock, ttlDays: 90 });
const money = (i: number, until = clock.now() + 1000) => ({ reference: `${i}`, micros: 10, most: 45, until });

it('has as many calls as it may, for all who count at once', async () => {
  const days = budget();
  const taken = await Promise.all(
    Array.from({ length: 10 }, () => days.take('2026-11-24', { mostCalls: 4 })),
  );
  expect(taken.filter(Boolean)).toHaveLength(4);
  expect(await days.find('2026-11-24')).toEqual({ calls: 4, spent: 0, held: {} });
  expect(await days.take('2026-11-25', { mostCalls: 4 })).toBe(true);
});

it('holds no more money than there is, for all who ask at once, and takes it back once', async () => {
  const days = budget();
  const day = '2026-11-26';
  expect(await days.find(day)).toEqual({ calls: 0, spent: 0, held: {} });
  const wanted = (i: number) => days.take(day, { mostCalls: 100, money: money(i % 5) });
  const taken = await Promise.all(Array.from({ length: 10 }, (_, i) => wanted(i)));
  expect(taken.filter(Boolean)).toHaveLength(4);
  const { calls, spent, held } = await days.find(day);
  expect([calls, spent, Object.keys(held).length]).toEqual([4, 40, 4]);
  const [one = ''] = Object.keys(held);
  await Promise.all([1, 2, 3].map(() => days.giveBack(day, one, 7)));
  await days.giveBack(day, 'nobody', 7);
  expect(await days.find(day)).toMatchObject({ calls: 4, spent: 33 });
});

it('forgets calls of whose end nobody tells, and keeps what is held for them', async () => {
  const days = budget();
  const day = '2026-11-27';
  const soon = clock.now() + 1000;
  const take = (i: number, until: number) =>
    days.take(day, { mostCalls: 100, money: { ...money(i, until), most: 1000 } });
  for (let i = 0; i < 50; i++) await take(i, soon);
  await clock.sleep(1000);
  await take(50, clock.now() + 1000);
  expect(await days.find(day)).toEqual({
    calls: 51,
    spent: 510,
    held: { 50: { micros: 10, until: clock.now() + 1000 } },
  });
  await days.giveBack(day, '0', 10);
  expect((await days.find(day)).spent).toBe(510);
});
