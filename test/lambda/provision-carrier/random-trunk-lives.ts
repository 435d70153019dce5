import fc from 'fast-check';
import { LINE_FAULTS, type LineFault } from './line';
import { TrunkStack } from './trunk-stack';
import type { Wish, WorldName } from './trunk-worlds';

const fault = fc.oneof(
  fc.record({
    what: fc.constantFrom(...(Object.keys(LINE_FAULTS) as LineFault[])),
    call: fc.integer({ min: 1, max: 25 }),
    times: fc.constantFrom(1, 2, 5, 300),
  }),
  fc.record({ diesAfter: fc.integer({ min: 1, max: 25 }) }),
  fc.record({
    write: fc.integer({ min: 1, max: 5 }),
    when: fc.constantFrom('before' as const, 'after' as const),
  }),
  fc.record({
    request: fc.constantFrom('Create' as const, 'Update' as const, 'Delete' as const),
    twist: fc.constantFrom('loses the answer' as const, 'sends it twice' as const),
  }),
);

const step = fc.record({
  wish: fc.constantFrom<Wish | 'nothing'>('first', 'changed', 'readdressed', 'moved', 'nothing'),
  /** Something after the trunk fails, so that CloudFormation rolls it back. */
  inVain: fc.boolean(),
  fault: fc.option(fault, { nil: undefined }),
});

type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

/** Whatever is deployed, rolled back and disturbed, in whatever order. */
export async function survivesRandomLives(name: WorldName, lives: number): Promise<void> {
  const trunk = await TrunkStack.open(name);
  try {
    const life = fc.array(step, { minLength: 1, maxLength: 3 });
    // One account for all of them: each leaves it as it was, so that a smaller example would not begin in peace.
    await fc.assert(
      fc.asyncProperty(life, (steps) => live(trunk, steps)),
      { numRuns: lives, endOnFailure: true },
    );
  } finally {
    await trunk.close();
  }
}

async function live(trunk: TrunkStack, steps: Step[]) {
  let there: Wish | 'nothing' = 'nothing';
  for (const { wish, inVain, fault } of steps) {
    disturb(trunk, fault);
    const reached = await take(trunk, wish, inVain);
    trunk.calm();
    if (reached === 'ROLLBACK_FAILED') await trunk.stack.continueRollBack();
    await trunk.stack.deleteGivenUp();
    // What could not be deleted can only be deleted again.
    if (reached === 'FAILED') await expect(trunk.stack.delete()).resolves.toBe('COMPLETE');
    if (reached === 'COMPLETE' || reached === 'FAILED') there = wish;
    if (there === 'nothing') trunk.expectUntouched();
    else trunk.expectOurs(there);
  }
  await expect(trunk.deploy('first')).resolves.toBe('COMPLETE');
  trunk.expectOurs('first');
  await expect(trunk.stack.delete()).resolves.toBe('COMPLETE');
  trunk.expectUntouched();
}

function take(trunk: TrunkStack, wish: Wish | 'nothing', inVain: boolean) {
  if (wish === 'nothing') return trunk.stack.delete();
  return inVain ? trunk.deployInVain(wish) : trunk.deploy(wish);
}

function disturb({ line, life, stack }: TrunkStack, fault: Step['fault']) {
  if (fault === undefined) return;
  if ('what' in fault) line.disturb(fault.call, fault.what, fault.times);
  else if ('diesAfter' in fault) life.dieAfter(fault.diesAfter);
  else if ('write' in fault) life.notes.faults[fault.when]({ call: fault.write });
  else stack.next(fault.request, fault.twist);
}
