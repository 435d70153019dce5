import { COOL_DOWN_MS, FAILURES_TO_OPEN } from '../../../../lambda/core/providers/breaker';
import { Breakers, FRESH_MS, type Leave } from '../../../../lambda/core/providers/breakers';
import { VirtualClock } from '../../../../local/clock';
import { InMemoryBreakerStore } from '../../../fakes/breaker-store';
import { RecordingLog } from '../../../fakes/ports';

const NAME = 'llm/sim/a';
const TRIAL_MS = 5000;

/** Some processes over one store. */
function processes(count: number) {
  const clock = new VirtualClock();
  const store = new InMemoryBreakerStore();
  const log = new RecordingLog();
  const all = Array.from({ length: count }, () => new Breakers({ store, clock, log }));
  const fail = async (by: Breakers, times = 1, retryAfterMs?: number) => {
    for (let i = 0; i < times; i++) {
      by.failed({ name: NAME }, { startedAt: clock.now(), now: clock.now(), retryAfterMs });
      await by.told();
    }
  };
  const leave = (by: Breakers) => by.leaveFor(NAME, TRIAL_MS);
  return { clock, store, log, all, fail, leave };
}

/** Lets everything be done that takes no time. */
const settled = (clock: VirtualClock) => clock.sleep(0);

it('gives leave before anything is read, and reads nothing twice while it is fresh', async () => {
  const { all, clock, store, leave } = processes(1);
  const [one] = all as [Breakers];
  one.lookAt([NAME, 'llm/sim/b']);
  one.lookAt([NAME]);
  expect(await leave(one)).toEqual({ name: NAME });
  await settled(clock);
  one.lookAt([NAME]);
  expect(store.reads).toBe(1);
  await clock.sleep(FRESH_MS);
  one.lookAt([NAME]);
  expect(store.reads).toBe(2);
});

it('stores nothing for what goes well', async () => {
  const { all, clock, store } = processes(1);
  all[0]!.succeeded({ name: NAME }, clock.now());
  await all[0]!.told();
  expect(store.writes).toBe(0);
});

it('leaves out what other processes have seen fail', async () => {
  const { all, clock, store, fail, leave } = processes(FAILURES_TO_OPEN + 1);
  const [other, ...failing] = all as [Breakers, ...Breakers[]];
  for (const by of failing) await fail(by);
  expect(store.breakers.get(NAME)?.breaker.state).toBe('open');
  other.lookAt([NAME]);
  await settled(clock);
  expect(await leave(other)).toBeUndefined();
});

it('counts the failures that several processes tell of at the same time', async () => {
  const { all, store, fail } = processes(FAILURES_TO_OPEN);
  await Promise.all(all.map((by) => fail(by)));
  expect(store.breakers.get(NAME)?.breaker.state).toBe('open');
});

it('does not count failures between which it went well', async () => {
  const { all, clock, store, fail } = processes(1);
  const [one] = all as [Breakers];
  for (let i = 0; i < 10; i++) {
    await fail(one, FAILURES_TO_OPEN - 1);
    one.succeeded({ name: NAME }, clock.now());
    await one.told();
  }
  expect(store.breakers.get(NAME)?.breaker).toMatchObject({ state: 'closed', failures: 0 });
});

describe('once it has cooled down', () => {
  async function cooledDown(count: number) {
    const world = processes(count);
    await world.fail(world.all[0]!, FAILURES_TO_OPEN);
    world.all.forEach((by) => by.lookAt([NAME]));
    await world.clock.sleep(COOL_DOWN_MS);
    return world;
  }

  it('one of all processes gets the trial', async () => {
    const { all, clock, leave } = await cooledDown(5);
    const leaves = await Promise.all(all.map(leave));
    expect(leaves.filter(Boolean)).toEqual([{ name: NAME, trialUntil: clock.now() + TRIAL_MS }]);
  });

  it('a trial that goes well opens the way for all, whatever they last knew', async () => {
    const { all, clock, leave } = await cooledDown(3);
    const trial = (await leave(all[0]!))!;
    all[0]!.succeeded(trial, clock.now());
    await all[0]!.told();
    expect(await Promise.all(all.map(leave))).toEqual(Array(3).fill({ name: NAME }));
  });

  it('a trial that fails leaves it out for as long again', async () => {
    const { all, clock, leave, fail } = await cooledDown(2);
    await leave(all[0]!);
    await fail(all[0]!);
    await clock.sleep(COOL_DOWN_MS - 1);
    expect(await leave(all[1]!)).toBeUndefined();
    await clock.sleep(1);
    expect(await leave(all[1]!)).toHaveProperty('trialUntil');
  });

  it('a trial that came to nothing is another’s', async () => {
    const { all, leave } = await cooledDown(2);
    const trial = (await leave(all[0]!))!;
    all[0]!.cameToNothing(trial);
    await all[0]!.told();
    expect(await leave(all[1]!)).toHaveProperty('trialUntil');
  });

  it('a trial of a process that is gone is another’s when its time is over', async () => {
    const { all, clock, leave } = await cooledDown(2);
    await leave(all[0]!);
    await clock.sleep(TRIAL_MS - 1);
    expect(await leave(all[1]!)).toBeUndefined();
    await clock.sleep(1);
    expect(await leave(all[1]!)).toHaveProperty('trialUntil');
  });
});

describe('a store that fails', () => {
  it('stops nobody, and is logged', async () => {
    const { all, clock, store, log, fail, leave } = processes(1);
    const [one] = all as [Breakers];
    store.fault = new Error('throttled');
    one.lookAt([NAME]);
    await fail(one, FAILURES_TO_OPEN);
    await settled(clock);
    expect(await leave(one)).toEqual<Leave>({ name: NAME });
    expect(new Set(log.messages('error'))).toEqual(
      new Set(['the breakers of the providers could not be read', 'what a provider did could not be noted']),
    );
  });

  it('puts nobody on trial', async () => {
    const { all, clock, store, fail, leave } = processes(1);
    await fail(all[0]!, FAILURES_TO_OPEN);
    await clock.sleep(COOL_DOWN_MS);
    store.fault = new Error('throttled');
    expect(await leave(all[0]!)).toBeUndefined();
    store.fault = undefined;
    expect(await leave(all[0]!)).toHaveProperty('trialUntil');
  });

  it('is asked again at the next look', async () => {
    const { all, clock, store } = processes(1);
    store.fault = new Error('throttled');
    all[0]!.lookAt([NAME]);
    await settled(clock);
    all[0]!.lookAt([NAME]);
    expect(store.reads).toBe(2);
  });
});
