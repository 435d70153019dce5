import { chaos } from '../../../local/chaos/chaos';
import { FAULTS } from '../../../local/chaos/faults/kinds';
import { planOf } from '../../../local/chaos/plan';
import { playChaos } from '../../../local/chaos/play';
import { tallyOf, toldOf } from '../../../local/chaos/tally';
import { captured } from '../captured';

it('holds in 60 calls in which things go wrong', async () => {
  const { result, out } = await captured(() => chaos({ calls: 60, seed: 'test', json: true }));
  const tally = JSON.parse(out);
  expect(tally.violations).toEqual([]);
  expect(tally.calls).toBe(60);
  expect(Object.keys(tally.faults).length).toBeGreaterThan(20);
  expect(result).toBe(0);
}, 240_000);

it('makes the same calls of the same seed, and others of another', async () => {
  const run = (seed: string) => captured(() => chaos({ calls: 3, seed, json: true }));
  const first = await run('one');
  expect((await run('one')).out).toBe(first.out);
  expect((await run('two')).out).not.toBe(first.out);
}, 60_000);

it('makes one call of a seed as it was made among the others', async () => {
  const { out } = await captured(() => chaos({ calls: 0, seed: 'one', call: 4, json: true }));
  expect(JSON.parse(out)).toEqual({ seed: 'one', ...toldOf(await playChaos(planOf('one', 4))) });
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
    const steps = [{ says: 'Please book me a slot on Monday.' }, { waits: 5 }, { hangsUp: true as const }];
    const fault = { in: place, does, from: 1, times: 2 };
    // Who stands behind a provider is asked only when that has failed.
    const own = place.replace('spare ', '') as typeof place;
    const faults = own === place ? [fault] : [{ ...fault, in: own, does: 'fail' }, fault];
    const { agent } = planOf('spares', 0);
    expect(agent.fallbacks).toBeDefined();
    const { struck } = await playChaos({ ...planOf('fault', 0), agent, steps, faults, impulses: [] });
    expect(struck.get(`${place}: ${does}`)).toBeGreaterThan(0);
  },
);
