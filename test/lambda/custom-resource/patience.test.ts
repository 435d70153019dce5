import { OutOfTimeError, Patience } from '../../../lambda/custom-resource/patience';
import { VirtualClock } from '../../../local/clock';

const MINUTE = 60_000;

function setUp(minutes = 9) {
  const clock = new VirtualClock();
  const start = clock.now();
  const tries: number[] = [];
  const failing = (times: number) => async () => {
    tries.push(clock.now() - start);
    if (tries.length <= times) throw new Error(`failure ${tries.length}`);
    return 'done';
  };
  return { clock, start, tries, failing, time: new Patience(clock, start + minutes * MINUTE) };
}

test('tries again until it succeeds, with pauses that grow to 20 s at most', async () => {
  const { time, failing, tries } = setUp();

  await expect(time.attempt({ what: 'it', call: failing(10), worth: () => Infinity })).resolves.toBe('done');

  const pauses = tries.slice(1).map((at, i) => at - tries[i]!);
  expect(pauses[0]).toBeGreaterThanOrEqual(500);
  expect(pauses[0]).toBeLessThanOrEqual(1000);
  expect(Math.max(...pauses)).toBeLessThanOrEqual(20_000);
  expect(Math.min(...pauses.slice(5))).toBeGreaterThanOrEqual(10_000);
});

test('does not try again what is worth nothing', async () => {
  const { time, failing, tries } = setUp();

  await expect(time.attempt({ what: 'it', call: failing(1), worth: () => 0 })).rejects.toThrow('failure 1');
  expect(tries).toHaveLength(1);
});

test('gives a failure up after the time that it is worth', async () => {
  const { time, failing, tries } = setUp();

  await expect(time.attempt({ what: 'it', call: failing(99), worth: () => 2 * MINUTE })).rejects.toThrow(
    `failure`,
  );
  expect(tries.at(-1)).toBeLessThanOrEqual(2 * MINUTE);
  expect(tries.at(-1)).toBeGreaterThan(MINUTE);
});

test('counts the time that a failure is worth from the first of its sort', async () => {
  const { time, failing, tries } = setUp();
  const worth = (error: unknown) => ((error as Error).message < 'failure 8' ? Infinity : MINUTE);

  await expect(time.attempt({ what: 'it', call: failing(9), worth })).resolves.toBe('done');
  expect(tries.at(-1)).toBeGreaterThan(MINUTE);
});

test('ends with the time, and says what it waited for and why', async () => {
  const { clock, start, time, failing } = setUp(1);

  const end = time.attempt({ what: 'CreateSipRule', call: failing(99), worth: () => Infinity });

  await expect(end).rejects.toThrow(OutOfTimeError);
  await expect(end).rejects.toMatchObject({
    message: 'the time was over while CreateSipRule still failed',
    cause: { message: expect.stringContaining('failure') },
  });
  expect(clock.now() - start).toBeLessThanOrEqual(MINUTE);
});

test('begins nothing after the time', async () => {
  const { time, failing, tries } = setUp(0);

  await expect(time.attempt({ what: 'it', call: failing(0), worth: () => Infinity })).rejects.toThrow(
    'there was no time left for it',
  );
  expect(tries).toEqual([]);
});

test('takes what an attempt did after all, and does not make it again', async () => {
  const { time, failing, tries } = setUp();

  const made = time.attempt({
    what: 'it',
    call: failing(1),
    worth: () => Infinity,
    already: async () => 'found',
  });

  await expect(made).resolves.toBe('found');
  expect(tries).toHaveLength(1);
});

test('keeps time back for what comes after, a quarter of what there is at most', () => {
  expect(setUp(9).time.keepingBack(MINUTE).remainingMs).toBe(8 * MINUTE);
  expect(setUp(1).time.keepingBack(MINUTE).remainingMs).toBe(0.75 * MINUTE);
});

test('still says why, where the look at what was done has used the time up', async () => {
  const { time, failing } = setUp(1);
  const slowLook = () => time.pause(2 * MINUTE).then(() => undefined);

  const end = time.attempt({ what: 'it', call: failing(99), worth: () => Infinity, already: slowLook });

  await expect(end).rejects.toMatchObject({
    message: 'the time was over while it still failed',
    cause: { message: 'failure 1' },
  });
});
