import * as fc from 'fast-check';
import type { Properties, RequestType } from '../custom-resource/cloudformation';
import { BARE, CHANGED, FIRST, MOVED, templateOf, TwilioStack, type LineFault } from './twilio-stack';
import { oursIn, surround, touched } from './twilio-surroundings';

const SEQUENCES = 500;

const GOALS = { FIRST, CHANGED, BARE, MOVED };

interface Step {
  /** What is deployed; undefined deletes the stack. */
  goal: keyof typeof GOALS | undefined;
  /** What happens to which of its requests, if it makes so many. */
  faults: { call: number; fault: LineFault | 'fails' | 'is throttled' | 'is refused' | 'loses its answer' }[];
  twist: [RequestType, 'loses the answer' | 'sends it twice'] | undefined;
}

const step: fc.Arbitrary<Step> = fc.record({
  goal: fc.constantFrom('FIRST', 'CHANGED', 'BARE', 'MOVED', 'FIRST', 'CHANGED', undefined),
  faults: fc.array(
    fc.record({
      call: fc.integer({ min: 1, max: 20 }),
      fault: fc.constantFrom<Step['faults'][number]['fault'][]>(
        'refuses',
        'times out after it',
        'garbles the answer',
        'dies after it',
        'fails',
        'is throttled',
        'is refused',
        'loses its answer',
      ),
    }),
    { maxLength: 3 },
  ),
  twist: fc.option(
    fc.tuple(
      fc.constantFrom<RequestType[]>('Create', 'Update', 'Delete'),
      fc.constantFrom<('loses the answer' | 'sends it twice')[]>('loses the answer', 'sends it twice'),
    ),
    { nil: undefined, freq: 4 },
  ),
});

let twilio: TwilioStack;
let foreign: string[];

beforeAll(async () => {
  twilio = await TwilioStack.open();
  foreign = surround(twilio);
});
afterAll(() => twilio.close());

test(`${SEQUENCES} random lives of a trunk lose no number, touch nothing of others and leave nothing`, async () => {
  const untouched = everything();
  const wanted = await wantedStates();
  let deployed = 0;
  const life = async (steps: Step[]) => {
    for (const { journal } of fakes()) journal.length = 0;
    for (const { goal, ...disturbances } of steps) {
      disturb(disturbances);
      let outcome = goal ? await twilio.stack.deploy(templateOf(GOALS[goal])) : await twilio.stack.delete();
      twilio.calm();
      // Someone has to go on by hand from there.
      if (goal && outcome === 'ROLLBACK_FAILED') outcome = await twilio.stack.deploy(templateOf(GOALS[goal]));
      await twilio.stack.deleteGivenUp();
      // A stack whose deletion failed can only be deleted again.
      if (!goal) await deletedAtLast();
      checkOthers();
      if (!goal || outcome !== 'COMPLETE') continue;
      deployed += 1;
      expect(oursNow()).toEqual(wanted[goal]);
    }
    await deletedAtLast();
    checkOthers();
    expect(everything()).toEqual(untouched);
  };
  // The next life would begin in what a failed one has left, so that nothing can be made smaller.
  await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 3 }), life), {
    numRuns: SEQUENCES,
    endOnFailure: true,
  });
  expect(deployed).toBeGreaterThan(SEQUENCES / 2);
}, 240_000);

/** What an undisturbed deployment of each goal gives. */
async function wantedStates() {
  const states: Record<string, unknown> = {};
  for (const [name, goal] of Object.entries<Properties>(GOALS)) {
    await twilio.stack.deploy(templateOf(goal));
    states[name] = oursNow();
    await twilio.stack.delete();
  }
  return states;
}

function disturb({ faults, twist }: Omit<Step, 'goal'>): void {
  for (const { call, fault } of faults) {
    if (fault === 'fails') for (const fake of fakes()) fake.faults.before({ call });
    else if (fault === 'is throttled') for (const fake of fakes()) fake.faults.throttle({ call }, 2);
    else if (fault === 'is refused')
      for (const fake of fakes()) fake.faults.before({ call }, { status: 400 });
    else if (fault === 'loses its answer') for (const fake of fakes()) fake.faults.after({ call });
    else twilio.disturb(call, fault);
  }
  if (twist) twilio.stack.next(...twist);
}

/** An answer that is still to be lost may be the one to the first of these. */
async function deletedAtLast(): Promise<void> {
  await twilio.stack.delete();
  expect(await twilio.stack.delete()).toBe('COMPLETE');
}

/** Nothing of others has changed, and all that is new is marked as ours. */
function checkOthers(): void {
  for (const fake of fakes()) {
    expect(fake.forbidden).toEqual([]);
    expect(touched(fake, foreign)).toEqual([]);
    const { trunks, accessLists, numbers } = fake.snapshot();
    const names = [...trunks, ...accessLists]
      .filter(({ sid }) => !foreign.includes(sid))
      .map(({ friendly_name }) => friendly_name);
    expect(names.filter((name) => name !== `byon/${twilio.mark}`)).toEqual([]);
    expect(numbers.every(({ sid }) => foreign.includes(sid))).toBe(true);
  }
}

function oursNow() {
  return fakes().map((fake) => oursIn(fake, twilio.mark));
}

function everything() {
  return fakes().map((fake) => fake.snapshot());
}

function fakes() {
  return [twilio.ours, twilio.second];
}
