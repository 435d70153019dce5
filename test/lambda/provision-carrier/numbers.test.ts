import { FAILING, SECRET_ARN } from './carrier-life';
import { NumberStack, wants } from './number-stack';
import { NUMBERS } from './number-worlds';

const [one, two, three] = NUMBERS;

let desk: NumberStack;
beforeEach(() => {
  desk = new NumberStack('twilio', ['first', 'here', 'there']);
});
afterEach(() => {
  expect(desk.world.carrier.forbidden).toEqual([]);
  expect(told()).not.toMatch(/807123456\d/);
});

/** All that CloudFormation and an operator without permission for personal data see. */
const told = () => desk.stack.bodies.join('\n') + desk.life.log.public;
const isOurs = (number: string, target: 0 | 1 = 0) => desk.world.isAt(number, desk.world.targets[target]);
const changes = () => desk.world.carrier.journal.filter(({ operation }) => !/^(List|Read)/.test(operation));
const lastReason = () => desk.stack.reasons.at(-1) ?? '';

test('connects what is free and what may be taken, and tells how many', async () => {
  expect(await desk.deploy({ wanted: wants([one], [two]), target: 0 })).toBe('COMPLETE');

  expect(desk.stack.physicalId('Numbers')).toMatch(/^numbers:main:[0-9a-f]{40}$/);
  expect(desk.stack.data('Numbers')).toEqual({ Summary: '2 numbers connected' });
  expect([one, two, three].map((number) => isOurs(number))).toEqual([true, true, false]);

  await desk.deploy({ wanted: wants([], [two, three]), target: 0 });
  expect(desk.stack.data('Numbers')).toEqual({ Summary: '2 numbers connected, 1 given back' });
});

test('a first deployment without numbers asks for nothing but the account', async () => {
  expect(await desk.deploy({ wanted: [], target: 0 })).toBe('COMPLETE');
  expect(desk.stack.data('Numbers')).toEqual({ Summary: '0 numbers connected' });
  expect(await desk.stack.delete()).toBe('COMPLETE');
  expect(desk.world.carrier.journal.map(({ operation }) => operation)).toEqual(['ListNumbers']);
});

test('refuses all that it must at once, before it changes anything, and tells no number', async () => {
  const ended = await desk.deploy({ wanted: wants([one, two, three, '+918071234599']), target: 0 });

  expect(ended).toBe('ROLLBACK_COMPLETE');
  expect(desk.stack.reasons).toHaveLength(1);
  expect(lastReason()).toMatch(
    /^Create of Numbers failed: the list of numbers of main has 3 faults:\n {2}a number ending in 62: its calls go to a webhook at customer.example; set takeover: true to take it, until it leaves the stack\n {2}a number ending in 63: its calls go to the trunk TK\w+; set takeover.*\n {2}a number ending in 99: is not in this account$/,
  );
  expect(changes()).toEqual([]);
  expect(desk.notes).toEqual([]);
});

test('the whole numbers stand in the log, for who may know them', async () => {
  await desk.deploy({ wanted: wants([one], [two]), target: 0 });

  const { entries } = desk.life.log;
  expect(entries.find(({ message }) => message === 'numbers planned')).toMatchObject({
    fields: { carrier: 'main', connect: 2 },
    pii: { connect: [one, two] },
  });
});

test('looks few numbers up one by one, and many in one list', async () => {
  await desk.deploy({ wanted: wants([one], [two]), target: 0 });
  const lookUps = () =>
    desk.world.carrier.journal.filter(({ operation }) => operation === 'ListNumbers').length;
  // One proves the credentials.
  expect(lookUps()).toBe(3);

  await desk.deploy({ wanted: wants([one], [two, three]), target: 0 });
  expect(lookUps()).toBe(5);
});

test('a number that somebody has moved is left alone, and told of, and stops neither an Update nor a rollback', async () => {
  await desk.deploy({ wanted: wants([one], [two]), target: 0 });
  desk.world.move(one, 'here');
  const moved = desk.world.routing(one);

  expect(await desk.deploy({ wanted: wants([one], [two, three]), target: 0 })).toBe('COMPLETE');
  expect(desk.stack.data('Numbers')).toEqual({
    Summary: '2 numbers connected, 1 moved by others and left alone',
  });
  expect(desk.life.log.messages('warn')).toEqual(['a number was moved by others, and is left alone']);
  expect(await desk.deploy({ wanted: wants([one]), target: 1 }, FAILING)).toBe('ROLLBACK_COMPLETE');
  expect(desk.world.routing(one)).toEqual(moved);
  expect([two, three].map((number) => isOurs(number))).toEqual([true, true]);

  expect(await desk.stack.delete()).toBe('COMPLETE');
  expect(desk.world.routing(one)).toEqual(moved);
});

describe('a number that cannot go back', () => {
  let before: unknown;
  beforeEach(async () => {
    before = desk.world.routing(one);
    await desk.deploy({ wanted: wants([one], [two]), target: 0 });
    desk.world.carrier.faults.before('UpdateNumber', { status: 400, times: 500 });
  });

  it('fails the Delete, with words on what to do', async () => {
    expect(await desk.stack.delete()).toBe('FAILED');

    expect(lastReason()).toMatch(
      /^Delete of Numbers failed: 2 numbers of main could not be given back\. Mend .* and delete again, or lead these numbers by hand to where they belong and delete again: a number that leads elsewhere is let go\.\n {2}a number ending in 61: twilio: POST .*\n {2}a number ending in 62: twilio: POST /,
    );
  });

  it('does not keep the others from it', async () => {
    desk.life.calm();
    desk.world.carrier.faults.before('UpdateNumber', { status: 400 });

    expect(await desk.stack.delete()).toBe('FAILED');

    expect(lastReason()).toContain('1 number of main could not be given back');
    expect(desk.notes).toHaveLength(1);
    expect([one, two].filter((number) => isOurs(number))).toHaveLength(1);
  });

  it('is let go once somebody has led it elsewhere', async () => {
    await desk.stack.delete();
    desk.world.move(one, 'there');
    desk.world.move(two, 'there');
    const moved = [one, two].map((number) => desk.world.routing(number));

    expect(await desk.stack.delete()).toBe('COMPLETE');

    expect(desk.notes).toEqual([]);
    expect([one, two].map((number) => desk.world.routing(number))).toEqual(moved);
  });

  it('goes back once the carrier takes it', async () => {
    await desk.stack.delete();
    desk.life.calm();

    expect(await desk.stack.delete()).toBe('COMPLETE');
    expect(desk.world.routing(one)).toEqual(before);
  });
});

describe('credentials', () => {
  const secretOf = (change: object) =>
    JSON.stringify({ ...(JSON.parse(desk.world.secret) as object), ...change });

  it('that the carrier refuses are told as such, and such a stack can be deleted', async () => {
    desk.life.secrets.set(SECRET_ARN, secretOf({ apiKeySecret: 'planted-wrong-secret' }));

    expect(await desk.deploy({ wanted: wants([one]), target: 0 })).toBe('ROLLBACK_COMPLETE');

    expect(lastReason()).toContain(
      `twilio refuses the credentials of the secret ${SECRET_ARN}: put valid ones there`,
    );
    expect(told()).not.toContain('planted-wrong-secret');
  });

  it('of another account cannot give numbers back, which is told; the former ones can', async () => {
    await desk.deploy({ wanted: wants([one]), target: 0 });
    const known = desk.notes[0]!;
    await desk.life.notes.of(ownerIn(desk)).saveNumber({ ...known, account: `AC${'9'.repeat(32)}` });

    expect(await desk.deploy({ wanted: wants([one], [two]), target: 0 })).toBe('ROLLBACK_FAILED');
    expect(lastReason()).toMatch(
      /1 number belongs to another account than the one whose credentials the secret holds now/,
    );
    expect(isOurs(two)).toBe(false);
    expect(await desk.stack.delete()).toBe('FAILED');

    await desk.life.notes.of(ownerIn(desk)).saveNumber(known);
    expect(await desk.stack.delete()).toBe('COMPLETE');
  });
});

const ownerIn = ({ stack }: NumberStack) => stack.physicalId('Numbers')?.split(':')[2] ?? '';

test('asks again where nobody knows what happened, and looks first', async () => {
  desk.world.carrier.faults.after('UpdateNumber', { times: 3 });

  expect(await desk.deploy({ wanted: wants([one]), target: 0 })).toBe('COMPLETE');

  const course = desk.world.carrier.journal.map(({ operation }) => operation);
  const writes = course.flatMap((operation, i) => (operation === 'UpdateNumber' ? [i] : []));
  expect(writes).toHaveLength(4);
  expect(writes.every((i) => course[i - 1] === 'ReadNumber' || course[i - 1] === 'ListNumbers')).toBe(true);
});

test('does not ask again where somebody has moved the number meanwhile', async () => {
  const { faults, journal } = desk.world.carrier;
  faults.before('UpdateNumber');
  const { clock } = desk.life;
  const { sleep } = clock;
  clock.sleep = async (ms, signal) => {
    if (changes().length === 1) desk.world.move(one, 'there');
    return sleep.call(clock, ms, signal);
  };

  expect(await desk.deploy({ wanted: wants([one]), target: 0 })).toBe('ROLLBACK_COMPLETE');

  expect(lastReason()).toMatch(
    /a number ending in 61: somebody has led its calls to the trunk TK\w+ meanwhile/,
  );
  expect(journal.filter(({ operation }) => operation === 'UpdateNumber')).toHaveLength(1);
  expect(desk.notes).toEqual([]);
});

test('a carrier that fails all the time fails the deployment in minutes, and takes nothing', async () => {
  const start = desk.life.clock.now();
  desk.world.carrier.faults.before('UpdateNumber', { status: 503, times: 500 });

  expect(await desk.deploy({ wanted: wants([one]), target: 0 })).toBe('ROLLBACK_COMPLETE');

  expect(desk.life.clock.now() - start).toBeLessThan(300_000);
  expect(desk.notes).toEqual([]);
  expect(isOurs(one)).toBe(false);
});

test.each(['Create', 'Update', 'Delete'] as const)(
  'a %s that comes twice does what it does once',
  async (request) => {
    const before = [one, two].map((number) => desk.world.routing(number));
    const twice = () => desk.stack.next(request, 'sends it twice');
    if (request === 'Create') twice();
    await desk.deploy({ wanted: wants([one]), target: 0 });
    if (request === 'Update') twice();
    await desk.deploy({ wanted: wants([one], [two]), target: 1 });
    expect([one, two].map((number) => isOurs(number, 1))).toEqual([true, true]);
    if (request === 'Delete') twice();

    expect(await desk.stack.delete()).toBe('COMPLETE');
    expect([one, two].map((number) => desk.world.routing(number))).toEqual(before);
  },
);

test.each(['Create', 'Update'] as const)('a %s whose answer was lost is undone', async (request) => {
  if (request === 'Update') await desk.deploy({ wanted: wants([one]), target: 0 });
  const before = [one, two].map((number) => desk.world.routing(number));
  desk.stack.next(request, 'loses the answer');

  expect(await desk.deploy({ wanted: wants([], [two]), target: 0 })).toBe('ROLLBACK_COMPLETE');

  expect([one, two].map((number) => desk.world.routing(number))).toEqual(before);
});

describe.each(['twilio', 'vobiz'] as const)('a %s carrier that gets another name', (world) => {
  const config = { wanted: wants([], [one, two]), target: 0 } as const;
  let before: unknown[];
  beforeEach(async () => {
    desk = new NumberStack(world, ['here', 'nowhere', 'there']);
    before = [one, two].map((number) => desk.world.routing(number));
    await desk.deploy(config);
  });
  const now = () => [one, two].map((number) => desk.world.routing(number));

  it.each([0, 1] as const)(
    'keeps its numbers, and puts them back where they were at first (%#)',
    async (target) => {
      expect(await desk.deploy({ ...config, target }, {}, 'Renamed')).toBe('COMPLETE');
      expect([one, two].map((number) => isOurs(number, target))).toEqual([true, true]);

      expect(await desk.stack.delete()).toBe('COMPLETE');
      expect(now()).toEqual(before);
      expect(desk.notes).toEqual([]);
    },
  );

  it.each([0, 1] as const)('has them as before where that fails (%#)', async (target) => {
    const connected = now();
    expect(await desk.deploy({ ...config, target }, FAILING, 'Renamed')).toBe('ROLLBACK_COMPLETE');
    expect(now()).toEqual(connected);

    expect(await desk.stack.delete()).toBe('COMPLETE');
    expect(now()).toEqual(before);
  });
});

test('changes a few numbers at once, not all', async () => {
  const numbers = Array.from({ length: 20 }, (_, i) => `+14155550${100 + i}`);
  for (const number of numbers) desk.world.own(number, 'nowhere');
  let [now, most] = [0, 0];
  const { carrier } = desk.world;
  const reach = carrier.fetchInProcess;
  const counted: typeof fetch = async (...asked) => {
    now += 1;
    most = Math.max(most, now);
    return reach(...asked).finally(() => (now -= 1));
  };
  Object.defineProperty(carrier, 'fetchInProcess', { value: counted });

  expect(await desk.deploy({ wanted: wants(numbers), target: 0 })).toBe('COMPLETE');

  expect(numbers.every((number) => isOurs(number))).toBe(true);
  expect(most).toBe(4);
});
