import * as fc from 'fast-check';
import { FAILING } from './carrier-life';
import type { LineFault } from './line';
import { TrunkStack } from './trunk-stack';
import type { TrunkWorld, Wish } from './trunk-world';

/** All but a key that is refused for a while: the first Delete that meets it takes it for one that never worked. */
const FAULTS: readonly LineFault[] = [
  'gets no connection',
  'is throttled',
  'fails before it',
  'is refused',
  'is done, and its answer is lost',
  'is done, and times out',
  'is done, and answered with 500',
  'is done, and answered with nonsense',
];

const fault = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      what: fc.constantFrom(...FAULTS),
      call: fc.integer({ min: 1, max: 25 }),
      times: fc.constantFrom(1, 2, 5, 300),
    }),
  },
  { weight: 1, arbitrary: fc.record({ diesAfter: fc.integer({ min: 1, max: 25 }) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      write: fc.integer({ min: 1, max: 5 }),
      when: fc.constantFrom('before' as const, 'after' as const),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      request: fc.constantFrom('Create' as const, 'Update' as const, 'Delete' as const),
      twist: fc.constantFrom('loses the answer' as const, 'sends it twice' as const),
    }),
  },
);
type Fault = typeof fault extends fc.Arbitrary<infer F> ? F : never;

interface Step {
  wish: Wish | 'nothing';
  /** Something after the trunk fails, so that CloudFormation rolls it back. */
  inVain: boolean;
  faults: Fault[];
}

/** Whatever is deployed, rolled back and disturbed, in whatever order. */
export async function survivesRandomLives(world: TrunkWorld, lives: number): Promise<void> {
  const trunk = new TrunkStack(world);
  const step: fc.Arbitrary<Step> = fc.record({
    wish: fc.constantFrom<(Wish | 'nothing')[]>(...(Object.keys(world.wishes) as Wish[]), 'nothing'),
    inVain: fc.boolean(),
    faults: fc.array(fault, { maxLength: 3 }),
  });
  let deployed = 0;
  // One account for all of them: each leaves it as it was, so that a smaller example would not begin in peace.
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 3 }), async (steps) => {
      for (const { carrier } of world.accounts) carrier.journal.length = 0;
      deployed += await live(trunk, steps);
    }),
    { numRuns: lives, endOnFailure: true },
  );
  expect(deployed).toBeGreaterThan(lives / 2);
}

/** @returns how many steps were deployed at once, whatever befell them. */
async function live(trunk: TrunkStack, steps: Step[]): Promise<number> {
  let there: Wish | 'nothing' = 'nothing';
  let deployed = 0;
  for (const { wish, inVain, faults } of steps) {
    for (const one of faults) disturb(trunk, one);
    const reached =
      wish === 'nothing' ? await trunk.stack.delete() : await trunk.deploy(wish, inVain ? FAILING : {});
    trunk.life.calm();
    if (reached === 'ROLLBACK_FAILED') await trunk.stack.continueRollBack();
    await trunk.stack.deleteGivenUp();
    // What could not be deleted can only be deleted again.
    if (reached === 'FAILED') expect(await trunk.stack.delete()).toBe('COMPLETE');
    if (reached === 'COMPLETE' || reached === 'FAILED') there = wish;
    if (there === 'nothing') trunk.expectUntouched();
    else trunk.expectOurs(there);
    if (reached === 'COMPLETE' && wish !== 'nothing') deployed += 1;
  }
  expect(await trunk.deploy('first')).toBe('COMPLETE');
  trunk.expectOurs('first');
  expect(await trunk.stack.delete()).toBe('COMPLETE');
  trunk.expectUntouched();
  return deployed;
}

function disturb({ life }: TrunkStack, fault: Fault): void {
  const { line, notes, stack } = life;
  if ('what' in fault) line.disturb(fault.call, fault.what, fault.times);
  else if ('diesAfter' in fault) life.dieAfter(fault.diesAfter);
  else if ('write' in fault) notes.faults[fault.when]({ call: fault.write });
  else stack.next(fault.request, fault.twist);
}
