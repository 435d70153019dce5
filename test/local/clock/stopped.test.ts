import { VirtualClock } from '../../../local/clock';

/** Whether a promise is resolved after so many turns of the event loop. */
async function isResolved(promise: Promise<void>, turns = 20): Promise<boolean> {
  let resolved = false;
  void promise.then(() => (resolved = true));
  for (let turn = 0; turn < turns; turn++) await new Promise((resolve) => setImmediate(resolve));
  return resolved;
}

it('a clock that nobody uses has stopped', async () => {
  expect(await isResolved(new VirtualClock().stopped())).toBe(true);
});

it('a clock stops when the last sleeper is awake, and not before', async () => {
  const clock = new VirtualClock(0);
  const woken: number[] = [];
  const sleeper = async () => {
    await clock.sleep(1000);
    woken.push(clock.now());
    await clock.sleep(1000);
    woken.push(clock.now());
  };
  void sleeper();
  await clock.stopped();
  expect(woken).toEqual([1000, 2000]);
});

it('a clock that is held by work has not stopped', async () => {
  const clock = new VirtualClock();
  let finish: () => void = () => undefined;
  const work = clock.during(() => new Promise<void>((resolve) => (finish = resolve)));
  const stopped = clock.stopped();
  expect(await isResolved(stopped)).toBe(false);
  finish();
  await work;
  expect(await isResolved(stopped)).toBe(true);
});

it('a clock goes on after it has stopped', async () => {
  const clock = new VirtualClock(0);
  await clock.stopped();
  await clock.sleep(50);
  expect(clock.now()).toBe(50);
});
