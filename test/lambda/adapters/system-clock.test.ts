import { SystemClock } from '../../../lambda/adapters/system-clock';

const clock = new SystemClock();

it('tells the time of the wall', () => {
  const before = Date.now();
  const now = clock.now();
  expect(now).toBeGreaterThanOrEqual(before);
  expect(now).toBeLessThanOrEqual(Date.now());
});

it('sleeps until the time is over', async () => {
  let awake = false;
  const sleeping = clock.sleep(1).then(() => (awake = true));
  expect(awake).toBe(false);
  await sleeping;
  expect(awake).toBe(true);
});

it('wakes as soon as it is told to', async () => {
  const alarm = new AbortController();
  const sleeping = clock.sleep(86_400_000, alarm.signal);
  alarm.abort();
  await sleeping;
  await clock.sleep(86_400_000, alarm.signal);
});
