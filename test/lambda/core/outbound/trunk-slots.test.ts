import { takeSlot, type SlotWanted } from '../../../../lambda/core/outbound/trunk-slots';
import { aDial } from '../../../builders/dial';
import { InMemoryDialStore } from '../../../fakes/dial-store';
import { HastyClock } from '../../../fakes/hasty-clock';
import { InMemoryTrunks } from '../../../fakes/outbound';

function trunk() {
  const clock = new HastyClock();
  const ports = { trunks: new InMemoryTrunks(), dials: new InMemoryDialStore(clock), clock };
  let calls = 0;
  const take = (changes: Partial<SlotWanted> = {}) =>
    takeSlot(
      {
        carrier: 'vobiz',
        reference: (++calls).toString(16).padStart(32, '0'),
        limits: { callsPerSecond: 10, callsAtOnce: 100 },
        lastsMs: 60_000,
        ...changes,
      },
      ports,
    );
  return { ...ports, take };
}

it('never lets more calls begin in any second than the carrier takes, however many ask at once', async () => {
  const { clock, take } = trunk();
  const moments: number[] = [];
  const refused: number[] = [];
  for (let round = 0; round < 10; round++) {
    const results = await Promise.allSettled(Array.from({ length: 30 }, () => take()));
    for (const result of results) {
      if (result.status === 'fulfilled') moments.push(result.value.at);
      else refused.push((result.reason as { retryAfterMs: number }).retryAfterMs);
    }
    await clock.sleep(370);
  }
  moments.sort((a, b) => a - b);
  const busiest = Math.max(
    ...moments.map((from) => moments.filter((at) => at >= from && at < from + 1000).length),
  );
  expect(busiest).toBeLessThanOrEqual(10);
  expect(moments.length).toBeGreaterThan(40);
  expect(refused.length).toBeGreaterThan(0);
});

it('waits for its moment, and takes another one when that has passed', async () => {
  const { clock, take } = trunk();
  const slot = await take();
  expect(await slot.begin()).toBe(true);
  expect(clock.now()).toBe(slot.at);
  const late = await take();
  const missed = late.at;
  await clock.sleep(5000);
  expect(await late.begin()).toBe(true);
  expect(late.at).toBeGreaterThan(missed);
  expect(clock.now()).toBe(late.at);
});

it('takes another moment where the table is so slow that the next one would pass, too', async () => {
  const { clock, trunks, take } = trunk();
  const { replace } = trunks;
  trunks.replace = async (...state) => {
    await clock.sleep(200);
    return replace.apply(trunks, state);
  };
  const late = await take();
  await clock.sleep(1000);
  expect(await late.begin()).toBe(true);
  expect(clock.now()).toBe(late.at);
  trunks.replace = async (...state) => {
    await clock.sleep(2000);
    return replace.apply(trunks, state);
  };
  expect(await (await take()).begin()).toBe(false);
});

it('lets nobody begin who is late and finds no other moment soon', async () => {
  const { clock, take } = trunk();
  const limits = { callsPerSecond: 0.1, callsAtOnce: 100 };
  const late = await take({ limits });
  await clock.sleep(11_000);
  await take({ limits });
  expect(await late.begin()).toBe(false);
});

it('has as many calls at once as the carrier takes, until one has ended or must have', async () => {
  const { clock, dials, take } = trunk();
  const limits = { callsPerSecond: 100, callsAtOnce: 2 };
  const [ended, other] = ['a'.repeat(32), 'b'.repeat(32)];
  await take({ limits, reference: ended });
  await take({ limits, reference: other, lastsMs: 120_000 });
  await expect(take({ limits })).rejects.toMatchObject({ guard: 'calls-at-once', retryAfterMs: 5000 });
  // The same call needs no second place.
  await take({ limits, reference: other, lastsMs: 120_000 });
  await dials.open(aDial(clock.now(), { reference: ended, outcome: 'busy' }));
  await take({ limits, lastsMs: 1000 });
  await expect(take({ limits })).rejects.toMatchObject({ guard: 'calls-at-once' });
  await clock.sleep(2000);
  await take({ limits });
});

it('keeps carriers apart', async () => {
  const { take } = trunk();
  const limits = { callsPerSecond: 1, callsAtOnce: 1 };
  const [one, other] = [await take({ limits }), await take({ limits, carrier: 'twilio' })];
  expect(other.at).toBe(one.at);
});
