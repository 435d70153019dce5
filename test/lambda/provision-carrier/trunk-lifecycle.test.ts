import { livesThroughFaults, type Life, type RequestFault } from './lives-through-faults';
import { TrunkStack } from './trunk-stack';
import type { TrunkWorld, Wish } from './trunk-world';
import { TRUNK_WORLDS } from './trunk-worlds';

const LIVES: Readonly<Record<string, Life<Wish>>> = {
  Create: { goal: 'first' },
  'Update of settings': { before: 'first', goal: 'changed' },
  'Update of the address': { before: 'first', goal: 'readdressed' },
  'Update to less': { before: 'first', goal: 'bare' },
  'Update to more': { before: 'bare', goal: 'first' },
  'move to another account': { before: 'first', goal: 'moved' },
  Delete: { before: 'first' },
};

const OF_EVERY_CARRIER: readonly RequestFault[] = [
  'gets no connection',
  'is throttled',
  'fails before it',
  'is refused',
  'is done, and its answer is lost',
  'is done, and answered with 500',
  'is done, and answered with nonsense',
  'is refused, and all that follow',
];
/** The trunk is not let go where its key was refused after one may have been made. */
const OF_KEYS: readonly RequestFault[] = [
  'is refused for its key, and all that follow',
  'is done, its answer is lost, and all that follow are refused for their key',
];
const OF_OTHERS: readonly RequestFault[] = [
  ...OF_EVERY_CARRIER,
  'fails before it, and all that follow',
  'is done, and its answer is lost, and those of all that follow',
];

const FAULTS: Readonly<Record<keyof typeof TRUNK_WORLDS, readonly RequestFault[]>> = {
  'trunk of Twilio': [...OF_EVERY_CARRIER, 'is done, and times out', ...OF_KEYS],
  'inbound trunk of Vobiz': OF_OTHERS,
  'outbound trunk of Vobiz': OF_OTHERS,
  'trunk of Exotel': [...OF_OTHERS, ...OF_KEYS],
};

for (const [name, world] of Object.entries<() => TrunkWorld>(TRUNK_WORLDS)) {
  const { wishes } = world();
  const has = (wish?: Wish) => wish === undefined || wish in wishes;
  const lives = Object.entries(LIVES).filter(([, { before, goal }]) => has(before) && has(goal));
  livesThroughFaults(name, {
    open: () => new TrunkStack(world()),
    lives: Object.fromEntries(lives),
    faults: FAULTS[name as keyof typeof TRUNK_WORLDS],
  });
}
