import { brokenIn, mostAtOnce } from '../../../local/campaign/invariants';
import { NO_FAULTS } from '../../../local/campaign/plan';
import { runCampaign, type CampaignRun } from '../../../local/campaign/run-campaign';
import { simulateCampaign } from '../../../local/campaign/simulate-campaign';
import { captured } from '../captured';

const CALLEES = 500;

it(`holds for ${CALLEES} callees, whatever goes wrong`, async () => {
  const { result, out } = await captured(() =>
    simulateCampaign({ callees: CALLEES, seed: 'test', json: true }),
  );
  const tally = JSON.parse(out);
  expect(tally.violations).toEqual([]);
  expect(Object.keys(tally.outcomes)).toEqual(
    expect.arrayContaining(['answered', 'machine', 'denied', 'unclear', 'no-answer']),
  );
  expect(Object.keys(tally.faults)).toEqual(
    expect.arrayContaining(['carrier: time-out', 'carrier: 5xx', 'queue: message twice', 'pacer: killed']),
  );
  expect(result).toBe(0);
});

describe('a small campaign in which nothing goes wrong', () => {
  /** Nobody is called again, so that it ends on the same evening. */
  const SMALL = { callees: 12, faults: NO_FAULTS, settings: { retries: {} } };
  let run: CampaignRun;
  beforeAll(async () => {
    run = await runCampaign({ ...SMALL, seed: 'small' });
  });

  it('reaches everybody who may be called, and nobody else', async () => {
    expect(await brokenIn(run)).toEqual([]);
    expect(run.campaign).toMatchObject({ state: 'finished' });
    const dialled = new Set(run.world.carrier.asks.map(({ callee }) => callee));
    const untouched = run.callees.filter(({ number }) => !dialled.has(number));
    const mayNotBe = run.callees.filter(({ rule }) => rule === 'opt-out' || rule === 'consent');
    expect(untouched).toEqual(mayNotBe);
  });

  it('goes the same way again', async () => {
    const again = await runCampaign({ ...SMALL, seed: 'small' });
    expect(again.world.carrier.asks).toEqual(run.world.carrier.asks);
    const other = await runCampaign({ ...SMALL, seed: 'other' });
    expect(other.world.carrier.asks).not.toEqual(run.world.carrier.asks);
  });

  /** The same campaign with something that must never be. */
  const spoilt = (change: (asks: CampaignRun['world']['carrier']['asks']) => void): CampaignRun => {
    const asks = run.world.carrier.asks.map((ask) => ({ ...ask }));
    change(asks);
    const carrier = { asks } as CampaignRun['world']['carrier'];
    const { queue, evidence } = run.world;
    return { ...run, world: { carrier, queue, evidence } as CampaignRun['world'] };
  };
  const found = async (change: Parameters<typeof spoilt>[0]) =>
    (await brokenIn(spoilt(change))).map(({ invariant }) => invariant);

  it('would be found out', async () => {
    const hour = 3_600_000;
    expect(await found((asks) => asks.push({ ...asks[0]!, at: asks[0]!.at + 600_000 }))).toContain(
      'nobody is dialled twice for one attempt',
    );
    expect(await found((asks) => asks.forEach((ask) => (ask.at += 3 * hour)))).toEqual(
      expect.arrayContaining([
        'nobody is dialled outside of the hours',
        'nobody is dialled without evidence that it is allowed',
      ]),
    );
    expect(await found((asks) => asks.forEach((ask, i) => (ask.at = asks[0]!.at + i * 10)))).toContain(
      'no second has more dials than the trunk takes',
    );
    const lost = {
      ...run,
      callees: run.callees.map((callee) => ({ ...callee, state: 'dialling' as const })),
    };
    expect((await brokenIn(lost)).map(({ invariant }) => invariant)).toContain(
      'every callee has exactly one final state',
    );
  });

  it('counts calls that overlap', () => {
    const ask = { reference: '', callee: '', dialled: true };
    const asks = [
      { ...ask, at: 0, endedAt: 10 },
      { ...ask, at: 5, endedAt: 15 },
      { ...ask, at: 10, endedAt: 20 },
    ];
    expect(mostAtOnce(asks)).toBe(2);
  });
});

it('costs no more a day than it may, and goes on when there is money again', async () => {
  // The most that one call can cost is 30: one at a time, and on each day as many as their minutes allow.
  const spending = { perDay: 35, pricePerMinute: { IN: 1 } };
  const run = await runCampaign({
    seed: 'dear',
    callees: 8,
    faults: NO_FAULTS,
    spending,
    settings: { retries: {} },
  });
  expect(await brokenIn(run)).toEqual([]);
  expect(mostAtOnce(run.world.carrier.asks)).toBe(1);
  const days = new Set(run.world.carrier.asks.map(({ at }) => new Date(at).toISOString().slice(0, 10)));
  expect(days.size).toBeGreaterThan(1);
  for (const day of days) {
    const { spent, held } = await run.world.days.find(day);
    const asks = run.world.carrier.asks.filter(({ at }) => new Date(at).toISOString().startsWith(day));
    expect(spent).toBeLessThanOrEqual(35_000_000);
    expect(spent).toBeGreaterThan(0);
    expect(spent).toBeLessThanOrEqual(asks.length * 30_000_000);
    expect(held).toEqual({});
  }
});

it('keeps to a slow trunk with few places', async () => {
  const limits = { callsPerSecond: 0.5, callsAtOnce: 2 };
  const run = await runCampaign({ seed: 'slow', callees: 15, limits });
  expect(await brokenIn(run)).toEqual([]);
});
