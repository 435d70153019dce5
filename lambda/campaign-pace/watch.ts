import { noted } from '../core/outbound/campaign/breaker';
import { called, lost, putOff, type CalleeRecord, type CallOutcome } from '../core/outbound/campaign/callee';
import type { CampaignRecord } from '../core/outbound/campaign/campaign';
import { endOfDial } from '../core/outbound/campaign/dial-end';
import { inLanes } from '../core/in-lanes';
import type { PacePorts } from './tick';

const LANES = 20;

/**
 * Looks at the callees of a campaign that are on their way, and moves those on whose call is over, whose message was
 * lost or whose worker died.
 *
 * @returns how many are still on their way, and what became of the calls that are over.
 */
export async function watch(
  campaign: CampaignRecord,
  ports: Pick<PacePorts, 'store' | 'dials' | 'clock' | 'log'>,
): Promise<{ underWay: number; outcomes: CallOutcome[] }> {
  const { store, clock } = ports;
  const { id } = campaign.settings;
  const outcomes: CallOutcome[] = [];
  let underWay = 0;
  const hashes = await store.watched(id);
  await inLanes(hashes, LANES, async (hash) => {
    const callee = await store.findCallee(id, hash);
    if (!callee || callee.nextAt === undefined || !isOnItsWay(callee)) return;
    underWay += 1;
    if (callee.nextAt > clock.now()) return;
    const { changed, outcome } = await lookAt(callee, campaign, ports);
    if (!changed || !(await store.replaceCallee(campaign, changed))) return;
    underWay -= 1;
    if (outcome !== undefined) outcomes.push(outcome);
  });
  return { underWay, outcomes };
}

function isOnItsWay({ state }: CalleeRecord): boolean {
  return state === 'due' || state === 'dialling';
}

async function lookAt(
  callee: CalleeRecord,
  campaign: CampaignRecord,
  { dials, clock, log }: Pick<PacePorts, 'dials' | 'clock' | 'log'>,
): Promise<{ changed?: CalleeRecord; outcome?: CallOutcome }> {
  const about = { campaign: campaign.settings.id, attempt: callee.attempt };
  const now = clock.now();
  if (callee.state === 'due') {
    log.warn('message lost', about);
    return { changed: putOff(callee, now) };
  }
  const end = endOfDial(await dials.find(callee.reference ?? ''), now);
  if (end === 'not over') return {};
  if (end === 'never asked') {
    log.warn('worker lost', about);
    // As for the breaker: what never gets as far as a dial is no better than one that fails.
    return { changed: lost(callee, now), outcome: 'failed' };
  }
  const { outcome } = end;
  return { changed: called(callee, outcome, now, campaign.settings), outcome };
}

/** The campaign with what became of its calls, for its breaker. */
export function withOutcomes(campaign: CampaignRecord, outcomes: readonly CallOutcome[]): CampaignRecord {
  return { ...campaign, recent: noted(campaign.recent, outcomes) };
}
