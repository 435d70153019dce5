import { livesThroughFaults, type Life } from './lives-through-faults';
import { NumberStack, wants, type NumbersConfig } from './number-stack';
import { NUMBERS, WORLDS, type WorldName } from './number-worlds';

const [one, two, three] = NUMBERS;
const FIRST: NumbersConfig = { wanted: wants([one], [two]), target: 0 };
/** Another target, one number less, one more. */
const CHANGED: NumbersConfig = { wanted: wants([], [two, three]), target: 1 };

const LIVES: Readonly<Record<string, Life<NumbersConfig>>> = {
  Create: { goal: FIRST },
  'Create and its rollback': { goal: FIRST, inVain: true },
  Update: { before: FIRST, goal: CHANGED },
  'Update and its rollback': { before: FIRST, goal: CHANGED, inVain: true },
  Delete: { before: FIRST },
};

for (const name of Object.keys(WORLDS) as WorldName[]) {
  livesThroughFaults(`numbers at ${name}`, {
    open: () => new NumberStack(name, ['first', 'here', 'there']),
    lives: LIVES,
    faults: [
      'fails before it',
      'is refused',
      'is throttled',
      'is done, and its answer is lost',
      'is refused, and all that follow',
      'is done, its answer is lost, and all that follow are refused',
    ],
    // A read whose answer is lost is a read that failed.
    ofReads: ['fails before it', 'is refused'],
  });
}
