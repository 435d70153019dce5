import type { Course } from '../local/campaign/plan';
import { FAULTS, NO_FAULTS } from '../local/campaign/plan';
import { runCampaign } from '../local/campaign/run-campaign';
import type { Figure } from './figures';

/** Short calls, so that the pace is what limits. */
const COURSE: Course = { ringMs: 2000, answeredBy: 'human', talkMs: 3000, outcome: 'completed' };
const LIMITS = { callsPerSecond: 10, callsAtOnce: 100 };
/** At the end there are fewer callees than the pace would take. */
const COUNTED = 0.9;

export interface CampaignPace {
  /** Dials a second of virtual time, from the first one on. */
  dialsPerSecond: number;
  callsPerSecond: number;
}

/** How fast a campaign dials on one trunk, by the deployed functions on tables in memory: well, and with faults. */
export async function campaignPaces(callees: number): Promise<Record<'calm' | 'faulty', CampaignPace>> {
  return { calm: await campaignPace(callees, false), faulty: await campaignPace(callees, true) };
}

async function campaignPace(callees: number, isFaulty: boolean): Promise<CampaignPace> {
  const faults = isFaulty ? FAULTS : NO_FAULTS;
  const run = await runCampaign({ seed: 'bench', callees, limits: LIMITS, faults, courseOf: () => COURSE });
  const times = run.world.carrier.asks.map(({ at }) => at).sort((one, other) => one - other);
  const counted = Math.floor(times.length * COUNTED);
  const seconds = (times[counted - 1]! - times[0]!) / 1000;
  return { dialsPerSecond: (counted - 1) / seconds, callsPerSecond: LIMITS.callsPerSecond };
}

export function campaignFigures({ calm, faulty }: Record<'calm' | 'faulty', CampaignPace>): Figure[] {
  const of = (name: string, { dialsPerSecond: value, callsPerSecond: baseline }: CampaignPace): Figure => ({
    name,
    value,
    unit: 'dials/s',
    baseline,
    factor: value / baseline,
  });
  return [
    { ...of('campaign.throughput', calm), limit: { factorAtLeast: 0.85 } },
    of('campaign.throughput.faulty', faulty),
  ];
}
