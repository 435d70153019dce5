import type { Carrier } from './carrier-life';
import { FAILING, type CarrierLife } from './carrier-life';
import { NumberStack, wants, type NumbersConfig } from './number-stack';
import { NUMBERS, WORLDS, type WorldName } from './number-worlds';

/**
 * Every request to the carrier and every write to the table, in every life of the numbers, meets every fault once. A
 * read whose answer is lost is a read that failed.
 */
const FAULTS_OF_READS: Record<string, (carrier: Carrier, call: number) => void> = {
  'fails before it': ({ faults }, call) => faults.before({ call }),
  'is refused': ({ faults }, call) => faults.before({ call }, { status: 400 }),
};
const FAULTS_OF_CHANGES: typeof FAULTS_OF_READS = {
  ...FAULTS_OF_READS,
  'is throttled': ({ faults }, call) => faults.throttle({ call }, 2),
  'is done, and its answer is lost': ({ faults }, call) => faults.after({ call }),
  'is refused, and all that follow': ({ faults }, call) =>
    faults.before({ call }, { status: 400, times: 500 }),
  'is done, its answer is lost, and all that follow are refused': ({ faults }, call) => {
    faults.after({ call });
    faults.before({ call: call + 1 }, { status: 400, times: 500 });
  },
};
const WRITE_FAULTS: Record<string, (life: CarrierLife, write: number) => void> = {
  'fails before it': ({ notes }, call) => notes.faults.before({ call }),
  'is done, and its answer is lost': ({ notes }, call) => notes.faults.after({ call }),
  'fails, and all that follow': ({ notes }, call) => notes.faults.before({ call }, 500),
};

const [one, two, three] = NUMBERS;
const FIRST: NumbersConfig = { wanted: wants([one], [two]), target: 0 };
/** Another target, one number less, one more. */
const CHANGED: NumbersConfig = { wanted: wants([], [two, three]), target: 1 };

interface Life {
  before?: NumbersConfig;
  /** Undefined: the stack is deleted. */
  goal?: NumbersConfig;
  /** The same without what follows here: something else in the stack fails, and all is rolled back. */
  rolledBack?: 'Create' | 'Update';
}
const LIVES: Record<string, Life> = {
  Create: { goal: FIRST },
  'Create and its rollback': { goal: FIRST, rolledBack: 'Create' },
  Update: { before: FIRST, goal: CHANGED },
  'Update and its rollback': { before: FIRST, goal: CHANGED, rolledBack: 'Update' },
  Delete: { before: FIRST },
};

const cleanRuns: Record<string, ReturnType<typeof run>> = {};
let cases = 0;
afterAll(() => void process.stdout.write(`numbers: ${cases} cases of a call and a fault\n`));

describe.each(Object.keys(WORLDS) as WorldName[])('at %s', (name) => {
  describe.each(Object.entries(LIVES))('%s', (title, life) => {
    const clean = (which = title) => (cleanRuns[`${name} ${which}`] ??= run(name, LIVES[which] ?? life));
    /** What is met elsewhere already is not met again. */
    const fresh = async (what: 'requests' | 'writes') => {
      const { [what]: all } = await clean();
      const met = life.rolledBack ? (await clean(life.rolledBack))[what].length : 0;
      return all.map((operation, i) => ({ operation, call: i + 1 })).slice(met);
    };
    const check = async (where: string, fault: (life: CarrierLife) => void) => {
      const faulty = await run(name, life, fault);
      expect({ where, ...faulty.outcome }).toEqual({ where, ...(await clean()).outcome });
      cases += 1;
    };

    test('without a fault', async () => {
      const { outcome, reached } = await clean();

      expect(outcome).toMatchObject({ deleted: 'COMPLETE', left: 'nothing', notes: [], forbidden: [] });
      expect(reached).toBe(life.rolledBack ? 'ROLLBACK_COMPLETE' : 'COMPLETE');
    });

    test.each(Object.entries(FAULTS_OF_CHANGES))('where a request %s', async (fault, befall) => {
      const fits = ({ operation }: { operation: string }) => fault in FAULTS_OF_READS || !isRead(operation);
      await all((await fresh('requests')).filter(fits), ({ operation, call }) =>
        check(`request ${call}, ${operation}`, ({ carrier }) => befall(carrier, call)),
      );
    });

    test.each(Object.entries(WRITE_FAULTS))('where a write %s', async (_, befall) => {
      await all(await fresh('writes'), ({ operation, call }) =>
        check(`write ${call}, ${operation}`, (faulty) => befall(faulty, call)),
      );
    });

    test('where the process dies after a request or a write', async () => {
      const steps = async (which: string) => {
        const { requests, writes } = await clean(which);
        return requests.length + writes.length;
      };
      const met = life.rolledBack ? await steps(life.rolledBack) : 0;
      const rest = Array.from({ length: (await steps(title)) - met }, (_, i) => met + i + 1);
      await all(rest, (step) => check(`step ${step}`, (faulty) => faulty.dieAfter(step)));
    });
  });
});

function isRead(operation: string): boolean {
  return /^(Read|List|Check)/.test(operation);
}

async function all<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  await Promise.all(items.map(work));
}

/** Lives the life until it has what it wants, then deletes the stack. */
async function run(name: WorldName, { before, goal, rolledBack }: Life, fault?: (life: CarrierLife) => void) {
  const desk = await NumberStack.open(name);
  const { world, life } = desk;
  try {
    world.own(one, 'first');
    world.own(two, 'here');
    world.own(three, 'there');
    const state = () => ({ numbers: NUMBERS.map((number) => world.routing(number)), rest: world.rest() });
    const untouched = state();
    if (before) expect(await desk.deploy(before)).toBe('COMPLETE');

    const [requestsBefore, writesBefore] = [world.carrier.journal.length, life.notes.journal.length];
    fault?.(life);
    const reached = goal ? await desk.deploy(goal, rolledBack && FAILING) : await desk.stack.delete();
    const requests = world.carrier.journal.slice(requestsBefore).map(({ operation }) => operation);
    const writes = life.notes.journal.slice(writesBefore);
    life.clearFaults();
    await desk.stack.deleteGivenUp();
    const settled = rolledBack ? before : goal;
    const again = settled && (await desk.deploy(settled));
    const held = settled && NUMBERS.map((number) => isAtTarget(desk, settled, number));
    const unsettled = settled && desk.notes.filter(({ changing }) => changing);
    const deleted = await desk.stack.delete();
    return {
      requests,
      writes,
      reached,
      outcome: {
        again,
        held,
        unsettled,
        deleted,
        notes: desk.notes,
        forbidden: world.carrier.forbidden,
        left: different(untouched, state()),
      },
    };
  } finally {
    await desk.close();
  }
}

function isAtTarget({ world }: NumberStack, { target }: NumbersConfig, number: string): boolean {
  return world.isAt(number, world.targets[target]);
}

/** Both, where they differ, for a failed test to show. */
function different(before: unknown, after: unknown): unknown {
  return JSON.stringify(before) === JSON.stringify(after) ? 'nothing' : { before, after };
}
