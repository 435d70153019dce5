import type { CalleeRecord } from '../../lambda/core/outbound/campaign/callee';
import type { CampaignRecord } from '../../lambda/core/outbound/campaign/campaign';
import type { CampaignReport } from '../../lambda/core/outbound/campaign/report';
import { campaignSettings } from '../../lambda/core/outbound/campaign/settings';
import { ROWS_AT_A_TIME, type DeskRequest } from '../../lambda/campaign-desk/requests';
import type { TrunkLimits } from '../../lambda/core/outbound/settings';
import type { SpendingSettings } from '../../lambda/core/outbound/spending';
import { Random } from '../chaos/random';
import type { CarrierPorts } from './carrier';
import { FAULTS, type FaultRates } from './plan';
import { NUMBER, setUp } from './setup';
import { CampaignWorld } from './world';

export interface RunOptions {
  seed: string;
  callees: number;
  limits?: TrunkLimits;
  spending?: SpendingSettings;
  faults?: FaultRates;
  courseOf?: CarrierPorts['courseOf'];
  /** Of the campaign, in place of those that stand here. */
  settings?: object;
}

export interface CampaignRun {
  world: CampaignWorld;
  campaign: CampaignRecord;
  callees: CalleeRecord[];
  report: CampaignReport;
  limits: TrunkLimits;
}

/** A Monday, ten minutes before the hours of that day are over, so that each campaign meets an end of its hours. */
const BEGINS = Date.parse('2026-11-23T20:50:00+05:30');
const LIST = 'a'.repeat(64);
const MINUTE_MS = 60_000;
/** What comes twice has come by then. */
const AFTERWARDS_MS = 15 * MINUTE_MS;
const MOST_DAYS = 20;

export const SETTINGS = {
  id: 'reminders',
  number: NUMBER,
  purpose: 'service',
  about: 'a reminder of an appointment',
  timeZone: 'Asia/Kolkata',
  endsAt: '2026-12-12T21:00',
  hours: { days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat'], from: '09:00', to: '21:00' },
  retries: {
    busy: { waitMinutes: 10, times: 2 },
    'no-answer': { waitMinutes: 30, times: 1 },
    failed: { waitMinutes: 5, times: 1 },
  },
  detectMachine: true,
  // One dial of seven fails here: this is for a carrier that is down, not for chance.
  breaker: { failures: 40, of: 50 },
};

/** Plays a campaign on virtual time, from its list to its end. The same seed plays the same one. */
export async function runCampaign(options: RunOptions): Promise<CampaignRun> {
  const { seed, callees, faults = FAULTS, courseOf, spending, settings = {} } = options;
  const { limits = { callsPerSecond: 5, callsAtOnce: 100 } } = options;
  const world = new CampaignWorld({
    ...{ seed, startsAt: BEGINS, limits, spending, faults },
    ...(courseOf && { courseOf }),
  });
  const { clock, campaigns } = world;
  const rows = await setUp(world, callees, new Random(`${seed}/callees`));
  await start(world, { ...SETTINGS, ...settings }, rows);
  const id = campaignSettings.parse({ ...SETTINGS, ...settings }).id;
  const giveUpAt = clock.now() + MOST_DAYS * 86_400_000;
  let campaign = await campaigns.find(id);
  while (campaign && campaign.endedAt === undefined && clock.now() < giveUpAt) {
    void world.pace();
    await clock.sleep(MINUTE_MS);
    campaign = await campaigns.find(id);
  }
  await clock.sleep(AFTERWARDS_MS);
  const found: CalleeRecord[] = [];
  for await (const callee of campaigns.callees(id)) found.push(callee);
  const { report } = (await ask(world, { action: 'report', id })) as { report: CampaignReport };
  return { world, campaign: campaign!, callees: found, report, limits };
}

async function start(world: CampaignWorld, settings: object, rows: Parameters<typeof chunksOf>[0]) {
  const { id } = campaignSettings.parse(settings);
  await ask(world, { action: 'open', settings, list: { sha256: LIST, rows: rows.length } });
  for (const chunk of chunksOf(rows)) await ask(world, { action: 'load', id, sha256: LIST, rows: chunk });
  await ask(world, { action: 'start', id, sha256: LIST });
}

function chunksOf(rows: Extract<DeskRequest, { action: 'load' }>['rows']) {
  const count = Math.ceil(rows.length / ROWS_AT_A_TIME);
  return Array.from({ length: count }, (_, i) => rows.slice(i * ROWS_AT_A_TIME, (i + 1) * ROWS_AT_A_TIME));
}

async function ask(world: CampaignWorld, request: DeskRequest): Promise<object> {
  const answer = await world.desk(request);
  if ('refused' in answer) throw new Error(JSON.stringify(answer));
  return answer;
}
