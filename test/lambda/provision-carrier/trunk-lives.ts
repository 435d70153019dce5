import { LINE_FAULTS, type LineFault } from './line';
import { TrunkStack } from './trunk-stack';
import type { Wish, WorldName } from './trunk-worlds';

interface Life {
  /** Deployed before anything goes wrong. */
  before?: Wish;
  /** Deployed while it does. Undefined: the stack is deleted. */
  goal?: Wish;
}

const LIVES: Record<string, Life> = {
  Create: { goal: 'first' },
  'Update of settings': { before: 'first', goal: 'changed' },
  'Update of the address': { before: 'first', goal: 'readdressed' },
  'move to another account': { before: 'first', goal: 'moved' },
  Delete: { before: 'first' },
};

/** From one request on, whatever is asked. */
const EVER = 100_000;

/** Every step of every life of a trunk meets every fault once, and each life ends as it would without. */
export function livesThroughFaults(name: WorldName): void {
  let cases = 0;
  afterAll(() => void process.stdout.write(`${name}: ${cases} cases of a step and a fault\n`));

  describe.each(Object.entries(LIVES))('%s', (_, life) => {
    let calls: number;
    let writes: number;
    beforeAll(async () => {
      ({ calls, writes } = await live(name, life, () => undefined));
      expect(calls).toBeGreaterThan(0);
    });

    const everyCall = async (fault: (stack: TrunkStack, call: number) => void, steps = calls) => {
      for (let step = 1; step <= steps; step += 1) {
        await live(name, life, (stack) => fault(stack, step));
        cases += 1;
      }
    };

    test.each(Object.keys(LINE_FAULTS) as LineFault[])('where one call %s', (fault) =>
      everyCall((stack, call) => stack.line.disturb(call, fault)),
    );

    test.each(['fails before it', 'is done, and its answer is lost', 'is refused'] as const)(
      'where each call from one on %s',
      (fault) => everyCall((stack, call) => stack.line.disturb(call, fault, EVER)),
    );

    test('where the process dies after a call or a write', () =>
      everyCall((stack, step) => stack.life.dieAfter(step), calls + writes));

    test.each(['before', 'after'] as const)('where a write of notes fails %s it is done', (when) =>
      everyCall((stack, write) => stack.life.notes.faults[when]({ call: write }), writes),
    );

    test.each(['Create', 'Update', 'Delete'] as const)(
      'where a %s loses its answer or comes twice',
      async (request) => {
        await live(name, life, ({ stack }) => stack.next(request, 'loses the answer'));
        await live(name, life, ({ stack }) => stack.next(request, 'sends it twice'));
      },
    );
  });
}

/** Lives until the wish is there, and then until nothing is. @returns how many steps the part with the fault took. */
async function live(name: WorldName, { before, goal }: Life, disturb: (stack: TrunkStack) => void) {
  const trunk = await TrunkStack.open(name);
  const { stack, life, line } = trunk;
  try {
    if (before) {
      await expect(trunk.deploy(before)).resolves.toBe('COMPLETE');
      trunk.expectOurs(before);
    }
    const [calls, writes] = [line.requests, life.notes.journal.length];
    disturb(trunk);
    const reached = goal ? await trunk.deploy(goal) : await stack.delete();
    const steps = { calls: line.requests - calls, writes: life.notes.journal.length - writes };
    trunk.calm();
    if (reached === 'ROLLBACK_FAILED') await stack.continueRollBack();
    await stack.deleteGivenUp();
    const rolledBack = reached === 'ROLLBACK_COMPLETE' || reached === 'ROLLBACK_FAILED';
    if (rolledBack && before) trunk.expectOurs(before);
    if (rolledBack && !before) trunk.expectUntouched();
    if (goal && reached !== 'COMPLETE') await expect(trunk.deploy(goal)).resolves.toBe('COMPLETE');
    if (goal) trunk.expectOurs(goal);
    await expect(stack.delete()).resolves.toBe('COMPLETE');
    trunk.expectUntouched();
    return steps;
  } finally {
    await trunk.close();
  }
}
