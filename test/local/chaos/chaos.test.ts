import { chaos } from '../../../local/chaos/chaos';
import { BEHAVIOURS } from '../../../local/chaos/caller/behaviours';
import { FAULTS } from '../../../local/chaos/faults/kinds';
import { planOf, type CallPlan } from '../../../local/chaos/plan';
import { playChaos } from '../../../local/chaos/play';
import { linesOfCall } from '../../../local/chaos/report';
import { tallyOf, toldOf } from '../../../local/chaos/tally';
import { captured } from '../captured';

const CALLS = 12;

/** A call that comes in to an agent behind whose providers others stand. */
function withSpares(): CallPlan {
  const plans = Array.from({ length: 40 }, (_, call) => planOf('spares', call));
  const plan = plans.find(({ agent, outbound }) => agent.fallbacks && !agent.recording && !outbound)!;
  return { ...plan, clipsReady: true };
}

it(`holds in ${CALLS} calls in which things go wrong`, async () => {
  const { result, out } = await captured(() => chaos({ calls: CALLS, seed: 'test', json: true }));
  const tally = JSON.parse(out);
  expect(tally.violations).toEqual([]);
  expect(tally.calls).toBe(CALLS);
  expect(Object.keys(tally.faults).length).toBeGreaterThan(5);
  expect(result).toBe(0);
});

it('makes the same calls of the same seed, and others of another', async () => {
  const run = async (seed: string) => {
    const calls: string[] = [];
    for (let i = 0; i < 2; i++) {
      const call = await playChaos(planOf(seed, i));
      calls.push(linesOfCall(call, toldOf(call)).join('\n'));
    }
    return calls;
  };
  const first = await run('one');
  expect(await run('one')).toEqual(first);
  expect(await run('two')).not.toEqual(first);
  const alone = await playChaos(planOf('one', 1));
  expect(linesOfCall(alone, toldOf(alone)).join('\n')).toBe(first[1]);
});

it('tells one call as it was told among the others', async () => {
  const { out } = await captured(() => chaos({ calls: 0, seed: 'one', call: 2, json: true }));
  expect(JSON.parse(out)).toEqual({ seed: 'one', ...toldOf(await playChaos(planOf('one', 2))) });
});

it('has callers of every kind', () => {
  const plans = Array.from({ length: 400 }, (_, call) => planOf('kinds', call));
  const seen = new Set(plans.flatMap(({ behaviour }) => behaviour));
  expect(BEHAVIOURS.map(({ name }) => name).filter((name) => !seen.has(name))).toEqual([]);
  expect([...seen]).toEqual(expect.arrayContaining(['is a mailbox', 'agrees by key']));
  expect(new Set(plans.map(({ outbound }) => outbound?.answeredBy)).size).toBe(4);
});

it('tells a call by its timeline, with what was planned for it', async () => {
  const { out } = await captured(() => chaos({ calls: 0, seed: 'one', call: 1, json: false }));
  expect(out).toMatch(/^call 1 of seed one: /);
  expect(out).toMatch(/→ NEW_INBOUND_CALL/);
  expect(out).toMatch(/longest dead air/);
});

it('tells a run as a table, and a violation with the seed that makes it again', async () => {
  const { result, out } = await captured(() => chaos({ calls: 3, seed: 'one', json: false }));
  expect(result).toBe(0);
  expect(out).toMatch(/^3 calls, seed one, /);
  expect(out).toMatch(/✓ no tool runs twice/);
  const violations = [{ invariant: 'no tool runs twice', what: 'it did' }];
  const told = { ...toldOf(await playChaos(planOf('one', 0))), violations };
  expect(tallyOf('one', [told]).violations).toEqual([{ ...violations[0], seed: 'one', call: 0 }]);
});

it.each(FAULTS.map(({ in: place, does }) => [place, does] as const))(
  'can do "%s: %s"',
  async (place, does) => {
    const steps = [{ says: 'Please book me a slot on Monday.' }, { waits: 3 }, { hangsUp: true as const }];
    const fault = { in: place, does, from: 1, times: 2 };
    // Who stands behind a provider is asked only when that has failed.
    const own = place.replace('spare ', '') as typeof place;
    const faults = own === place ? [fault] : [{ ...fault, in: own, does: 'fail' }, fault];
    const { struck } = await playChaos({ ...withSpares(), steps, faults, impulses: [] });
    expect(struck.get(`${place}: ${does}`)).toBeGreaterThan(0);
  },
);
