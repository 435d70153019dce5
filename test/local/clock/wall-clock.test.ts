import { WallClock } from '../../../local/clock';

test('runs work and hands on its result', async () => {
  expect(await new WallClock().during(() => Promise.resolve(42))).toBe(42);
});

test('hands on what went wrong', async () => {
  await expect(new WallClock().during(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
});

test('an aborted sleep ends early', async () => {
  const abort = new AbortController();
  const asleep = new WallClock().sleep(3_600_000, abort.signal);
  abort.abort();
  await expect(asleep).resolves.toBeUndefined();
});
