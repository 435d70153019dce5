import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { VirtualClock } from '../../../local/clock';

test('an hour of sleep passes at once, and is an hour', async () => {
  const clock = new VirtualClock();
  const from = clock.now();
  await clock.sleep(3_600_000);
  expect(clock.now() - from).toBe(3_600_000);
});

test('starts at the time it is given', () => {
  expect(new VirtualClock(1000).now()).toBe(1000);
});

test('wakes the earliest sleeper first', async () => {
  const clock = new VirtualClock(0);
  const woken: [string, number][] = [];
  const sleeper = async (name: string, ms: number) => {
    await clock.sleep(ms);
    woken.push([name, clock.now()]);
  };
  await Promise.all([sleeper('late', 300), sleeper('early', 100), sleeper('middle', 200)]);
  expect(woken).toEqual([
    ['early', 100],
    ['middle', 200],
    ['late', 300],
  ]);
});

test('wakes sleepers of the same time in the order in which they fell asleep', async () => {
  const clock = new VirtualClock(0);
  const woken: number[] = [];
  await Promise.all([1, 2, 3, 4, 5].map((n) => clock.sleep(50).then(() => woken.push(n))));
  expect(woken).toEqual([1, 2, 3, 4, 5]);
});

test('what a sleeper starts on waking comes before the next jump', async () => {
  const clock = new VirtualClock(0);
  const seen: string[] = [];
  const first = clock.sleep(100).then(async () => {
    for (let turn = 0; turn < 20; turn++) await Promise.resolve();
    await new Promise((resolve) => setImmediate(resolve));
    await clock.sleep(10);
    seen.push(`first at ${clock.now()}`);
  });
  const second = clock.sleep(200).then(() => seen.push(`second at ${clock.now()}`));
  await Promise.all([first, second]);
  expect(seen).toEqual(['first at 110', 'second at 200']);
});

test('real input and output within during() takes no virtual time', async () => {
  const clock = new VirtualClock(0);
  const server = createServer((_, response) => response.end('pong'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const overslept = clock.sleep(60_000).then(() => 'slept');
  const request = clock
    .during(async () => (await fetch(url)).text())
    .then((body) => `${body} at ${clock.now()}`);
  expect(await Promise.race([overslept, request])).toBe('pong at 0');
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

test('time stands still until the last of several holds is released', async () => {
  const clock = new VirtualClock(0);
  let release: () => void = () => undefined;
  const held = clock.during(() => new Promise<void>((resolve) => (release = resolve)));
  await clock.during(() => Promise.resolve());
  let woken = false;
  const sleeping = clock.sleep(5).then(() => (woken = true));
  for (let turn = 0; turn < 50; turn++) await new Promise((resolve) => setImmediate(resolve));
  expect(woken).toBe(false);
  release();
  await held;
  await sleeping;
  expect(clock.now()).toBe(5);
});

test('a hold is released when its work fails', async () => {
  const clock = new VirtualClock(0);
  await expect(clock.during(() => Promise.reject(new Error('lost')))).rejects.toThrow('lost');
  await clock.sleep(7);
  expect(clock.now()).toBe(7);
});

test('an aborted sleep ends at once and leaves no timer behind', async () => {
  const clock = new VirtualClock(0);
  const abort = new AbortController();
  const long = clock.sleep(10_000, abort.signal);
  await clock.sleep(100);
  abort.abort();
  await long;
  expect(clock.now()).toBe(100);
  await clock.sleep(50);
  expect(clock.now()).toBe(150);
});

test('a sleep on an aborted signal does not begin', async () => {
  const clock = new VirtualClock(0);
  await clock.sleep(1000, AbortSignal.abort());
  expect(clock.now()).toBe(0);
});

test('a sleep of nothing yields, and takes no time', async () => {
  const clock = new VirtualClock(0);
  await clock.sleep(0);
  await clock.sleep(-5);
  expect(clock.now()).toBe(0);
});

test('the time is a whole number of milliseconds, as on a real clock', async () => {
  const clock = new VirtualClock(0);
  await clock.sleep(10.125);
  expect(clock.now()).toBe(11);
});

test('without a sleeper, time does not pass', async () => {
  const clock = new VirtualClock(0);
  await clock.sleep(10);
  for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
  expect(clock.now()).toBe(10);
});
