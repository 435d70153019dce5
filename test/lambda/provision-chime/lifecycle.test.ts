import { RESOURCES, type ChimeResourceType } from '../../../lambda/provision-chime/properties';
import { AwsAccount } from './aws-account';
import type { Template } from '../custom-resource/cloudformation';
import { likenessOf, sampleOf, stateOf, surround, type Sample } from './samples';

/**
 * Every API call of every life of every resource meets every fault once. What is counted is printed at the end.
 */
const FAULTS: Record<string, (account: AwsAccount, call: number) => void> = {
  'fails before it': ({ chime }, call) =>
    chime.faults.before({ call }, { error: 'ServiceUnavailableException' }),
  'is throttled': ({ chime }, call) => chime.faults.throttle({ call }, 3),
  'is done, and its answer is lost': ({ chime }, call) => chime.faults.after({ call }),
  'is done, and the process dies': (account, call) => account.dieAfter(call),
  'is refused': ({ chime }, call) => chime.faults.before({ call }, { error: 'UnauthorizedClientException' }),
  'is refused, and all that follow': ({ chime }, call) =>
    chime.faults.before({ call }, { error: 'UnauthorizedClientException', times: 100 }),
  'is done, its answer is lost, and all that follow are refused': ({ chime }, call) => {
    chime.faults.after({ call });
    chime.faults.before({ call: call + 1 }, { error: 'UnauthorizedClientException', times: 100 });
  },
};

interface Life {
  /** Deployed before the fault. */
  before?: 'first' | 'changed' | 'replaced';
  /** Deployed with the fault. Undefined: the stack is deleted with it. */
  goal?: 'first' | 'changed' | 'replaced';
}
const LIVES: Record<string, Life> = {
  Create: { goal: 'first' },
  Update: { before: 'first', goal: 'changed' },
  Replacement: { before: 'first', goal: 'replaced' },
  Delete: { before: 'first' },
};

const types = Object.keys(RESOURCES) as ChimeResourceType[];
const cleanRuns: Record<string, ReturnType<typeof run>> = {};
let cases = 0;

afterAll(() => void process.stdout.write(`lifecycle: ${cases} cases of a call and a fault\n`));

describe.each(types)('%s', (type) => {
  describe.each(Object.entries(LIVES))('%s', (name, life) => {
    test.each(Object.entries(FAULTS))('where a call %s', async (_name, fault) => {
      const clean = await (cleanRuns[`${type} ${name}`] ??= run(type, life));
      const check = async (operation: string, index: number) => {
        const where = `call ${index + 1}, ${operation}`;
        const faulty = await run(type, life, (account) => fault(account, index + 1));
        expect({ where, ...faulty.outcome }).toEqual({ where, ...clean.outcome });
        cases += 1;
      };
      await Promise.all(clean.calls.map(check));
    });
  });
});

/** Lives the life until it has what it wants, then deletes the stack. */
async function run(type: ChimeResourceType, { before, goal }: Life, fault?: (account: AwsAccount) => void) {
  const account = new AwsAccount();
  const around = surround(account);
  const untouched = stateOf(account);
  const sample = sampleOf(type, around, account);
  if (goal === 'replaced' && !sample.replaced) return { calls: [], outcome: {} };
  if (before) await account.stack.deploy(templateOf(sample, before));

  const start = account.chime.journal.length;
  fault?.(account);
  const reached = goal ? await account.stack.deploy(templateOf(sample, goal)) : await account.stack.delete();
  const calls = account.chime.journal.slice(start).map(({ operation }) => operation);
  account.chime.faults.clear();
  await account.stack.deleteGivenUp();
  if (goal && reached !== 'COMPLETE') await account.stack.deploy(templateOf(sample, goal));
  const likeness = goal && likenessOf(account);
  const deleted = await account.stack.delete();
  const foreign = account.chime.refused.length;
  return { calls, outcome: { likeness, deleted, foreign, left: different(untouched, stateOf(account)) } };
}

function templateOf({ type, ...sample }: Sample, which: 'first' | 'changed' | 'replaced'): Template {
  return { Thing: { type, properties: sample[which] ?? {} } };
}

/** Both, where they differ, for a failed test to show. */
function different(before: unknown, after: unknown): unknown {
  return JSON.stringify(before) === JSON.stringify(after) ? 'nothing' : { before, after };
}
