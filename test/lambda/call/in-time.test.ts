import { inTime } from '../../../lambda/call/in-time';
import { VirtualClock } from '../../../local/clock';

const clock = new VirtualClock();
const after = (ms: number) => clock.sleep(ms).then(() => 'done');

test('hands on what is done in time', async () => {
  expect(await inTime(after(99), clock.now() + 100, clock)).toBe('done');
});

test('throws what the work throws', async () => {
  const work = clock.sleep(10).then(() => Promise.reject(new Error('no')));
  await expect(inTime(work, clock.now() + 100, clock)).rejects.toThrow('no');
});

test.each([100, 0, -100])('throws when %i ms are over', async (ms) => {
  const from = clock.now();
  await expect(inTime(new Promise(() => {}), from + ms, clock)).rejects.toThrow('not done in time');
  expect(clock.now()).toBe(from + Math.max(0, ms));
});
