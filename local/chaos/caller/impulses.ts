import type { LocalClock } from '../../clock';
import type { Observation, SmaCall } from '../../sma';
import type { Random } from '../random';
import { MUMBLE } from './words';
import { STATES, type State } from './states';

/** Something that the caller does at once, whatever the agent is about to do. */
export interface Impulse {
  /** In this state, when the call comes to it for the so manieth time, so many milliseconds later. */
  when: State;
  nth: number;
  afterMs: number;
  does: keyof typeof DEEDS;
}

/** What callers do on an impulse. A row more is a deed more. */
const DEEDS = {
  'hangs up': (call) => call.hangUp(),
  'presses a key': (call) => call.press('5'),
  'presses keys': (call) => [...'42#'].forEach((key) => call.press(key)),
  'talks over': (call, speak) => call.say(speak(MUMBLE), MUMBLE),
  'human hangs up': (call) => call.humanHangsUp(),
  'operator ends': (call) => call.update({ byon: 'end' }),
} as const satisfies Record<string, (call: SmaCall, speak: (text: string) => Int16Array) => void>;

const LIKELY: readonly { does: Impulse['does']; weight: number }[] = [
  { does: 'hangs up', weight: 4 },
  { does: 'presses a key', weight: 3 },
  { does: 'presses keys', weight: 2 },
  { does: 'talks over', weight: 4 },
  { does: 'human hangs up', weight: 1 },
  { does: 'operator ends', weight: 1 },
];

/** @returns up to three impulses, and one that ends a conversation with a human at last. */
export function drawImpulses(random: Random): Impulse[] {
  const states = Object.keys(STATES) as State[];
  const drawn = Array.from({ length: random.pick([0, 0, 1, 1, 2, 3]) }, () => ({
    when: random.pick(states),
    nth: random.pick([1, 1, 2, 3]),
    afterMs: random.pick([0, random.int(1, 400), random.int(1, 4000)]),
    does: random.pickWeighted(LIKELY).does,
  }));
  const parting = random.chance(0.5) ? 'hangs up' : 'human hangs up';
  return [...drawn, { when: 'bridged', nth: 1, afterMs: random.int(200, 20_000), does: parting }];
}

/** @returns who is told of all that happens, and acts on the impulses. */
export function acting(
  impulses: readonly Impulse[],
  call: () => SmaCall,
  speak: (text: string) => Int16Array,
  clock: LocalClock,
): (observation: Observation) => void {
  const times = new Map<State, number>();
  return (observation) => {
    for (const [state, isIt] of Object.entries(STATES) as [State, (one: Observation) => boolean][]) {
      if (!isIt(observation)) continue;
      const nth = (times.get(state) ?? 0) + 1;
      times.set(state, nth);
      for (const impulse of impulses) {
        if (impulse.when !== state || impulse.nth !== nth) continue;
        void clock.sleep(impulse.afterMs).then(() => DEEDS[impulse.does](call(), speak));
      }
    }
  };
}
