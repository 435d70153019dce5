import type { Properties } from '../custom-resource/cloudformation';
import { BARE, CHANGED, FIRST, MOVED, templateOf, TwilioStack } from './twilio-stack';
import { oursIn, surround, touched } from './twilio-surroundings';

/** Every call of every life of the trunk meets every fault once. What is counted is printed at the end. */
const FAULTS: Record<string, (twilio: TwilioStack, call: number) => void> = {
  'fails before it': (twilio, call) => both(twilio, (faults) => faults.before({ call })),
  'is throttled': (twilio, call) => both(twilio, (faults) => faults.throttle({ call }, 3)),
  'is done, and its answer is lost': (twilio, call) => both(twilio, (faults) => faults.after({ call })),
  'is done, and answered with 500': (twilio, call) =>
    both(twilio, (faults) => faults.after({ call }, { status: 500 })),
  'gets no connection': (twilio, call) => twilio.disturb(call, 'refuses'),
  'is done, and times out': (twilio, call) => twilio.disturb(call, 'times out after it'),
  'is done, and answered with nonsense': (twilio, call) => twilio.disturb(call, 'garbles the answer'),
  'is done, and the process dies': (twilio, call) => twilio.disturb(call, 'dies after it'),
  'is refused': (twilio, call) =>
    both(twilio, (faults) => faults.before({ call }, { status: 400, code: 20001 })),
  'is refused, and all that follow': (twilio, call) =>
    both(twilio, (faults) => faults.before({ call }, { status: 401, code: 20003, times: 100 })),
  'is done, its answer is lost, and all that follow are refused': (twilio, call) =>
    both(twilio, (faults) => {
      faults.after({ call });
      faults.before({ call: call + 1 }, { status: 401, code: 20003, times: 100 });
    }),
};

interface Life {
  /** Deployed before the fault. */
  before?: Properties;
  /** Deployed with the fault. Undefined: the stack is deleted with it. */
  goal?: Properties;
}
const LIVES: Record<string, Life> = {
  Create: { goal: FIRST },
  'Update to another': { before: FIRST, goal: CHANGED },
  'Update to less': { before: FIRST, goal: BARE },
  'Update to more': { before: BARE, goal: FIRST },
  'Move to another account': { before: FIRST, goal: MOVED },
  Delete: { before: FIRST },
};

const cleanRuns: Record<string, ReturnType<typeof run>> = {};
let cases = 0;

afterAll(() => void process.stdout.write(`trunk of twilio: ${cases} cases of a call and a fault\n`));

describe.each(Object.entries(LIVES))('%s', (name, life) => {
  test.each(Object.entries(FAULTS))('where a call %s', async (_name, fault) => {
    const clean = await (cleanRuns[name] ??= run(life));
    expect(clean.calls.length).toBeGreaterThan(3);
    expect(clean.outcome).toMatchObject({
      deleted: 'COMPLETE',
      forbidden: [],
      touched: [],
      left: 'nothing',
      told: 'no secret',
    });
    const check = async (operation: string, index: number) => {
      const where = `call ${index + 1}, ${operation}`;
      const faulty = await run(life, (twilio) => fault(twilio, index + 1));
      expect({ where, ...faulty.outcome }).toEqual({ where, ...clean.outcome });
      cases += 1;
    };
    await Promise.all(clean.calls.map(check));
  });
});

/** Lives the life until it has what it wants, then deletes the stack. */
async function run({ before, goal }: Life, fault?: (twilio: TwilioStack) => void) {
  const twilio = await TwilioStack.open();
  const { stack } = twilio;
  try {
    const foreign = surround(twilio);
    const untouched = everything(twilio);
    if (before) await stack.deploy(templateOf(before));

    const start = asked(twilio).length;
    fault?.(twilio);
    const reached = goal ? await stack.deploy(templateOf(goal)) : await stack.delete();
    const calls = asked(twilio).slice(start);
    twilio.calm();
    await stack.deleteGivenUp();
    if (goal && reached !== 'COMPLETE') await stack.deploy(templateOf(goal));
    const likeness = goal && [oursIn(twilio.ours, twilio.mark), oursIn(twilio.second, twilio.mark)];
    const deleted = await stack.delete();
    const outcome = {
      likeness,
      deleted,
      forbidden: [...twilio.ours.forbidden, ...twilio.second.forbidden],
      touched: [...touched(twilio.ours, foreign), ...touched(twilio.second, foreign)],
      left: different(untouched, everything(twilio)),
      told: /hush|planted|secret-of/.test(JSON.stringify(stack.bodies)) ? 'a secret' : 'no secret',
    };
    return { calls, outcome };
  } finally {
    await twilio.close();
  }
}

function both({ ours, second }: TwilioStack, plan: (faults: TwilioStack['ours']['faults']) => void): void {
  for (const { faults } of [ours, second]) plan(faults);
}

function asked({ ours, second }: TwilioStack): string[] {
  return [...ours.journal, ...second.journal].map(({ operation }) => operation);
}

function everything({ ours, second }: TwilioStack) {
  return [ours.snapshot(), second.snapshot()];
}

/** Both, where they differ, for a failed test to show. */
function different(before: unknown, after: unknown): unknown {
  return JSON.stringify(before) === JSON.stringify(after) ? 'nothing' : { before, after };
}
