import type { CalleeOutcome, CalleeRecord, CallOutcome } from './callee';
import type { CampaignRecord, CampaignState } from './campaign';
import { dayOf } from './hours';

/** How far a campaign is, and how it went. */
export interface CampaignReport {
  id: string;
  state: CampaignState;
  reason?: string;
  sha256: string;
  callees: number;
  /** Callees who are to be called, by how far they are. */
  left: { waiting: number; due: number; dialling: number };
  /** Callees who are done. */
  outcomes: Partial<Record<CalleeOutcome, number>>;
  /** Callees who are denied, by the rule. */
  deniedBy: Record<string, number>;
  /** Calls that are over, by the day of their end in the zone of the campaign. */
  days: Record<string, { calls: number; outcomes: Partial<Record<CallOutcome, number>> }>;
  calls: number;
  /** Callees by how many calls they had. */
  callsEach: Record<number, number>;
}

export async function reportOf(
  { settings, list, state, reason }: CampaignRecord,
  callees: AsyncIterable<CalleeRecord>,
): Promise<CampaignReport> {
  const report: CampaignReport = {
    id: settings.id,
    state,
    ...(reason !== undefined && { reason }),
    sha256: list.sha256,
    callees: 0,
    left: { waiting: 0, due: 0, dialling: 0 },
    outcomes: {},
    deniedBy: {},
    days: {},
    calls: 0,
    callsEach: {},
  };
  for await (const { state: how, outcome, rule, calls } of callees) {
    report.callees += 1;
    if (how !== 'done') report.left[how] += 1;
    if (outcome !== undefined) count(report.outcomes, outcome);
    if (rule !== undefined) count(report.deniedBy, rule);
    count(report.callsEach, calls.length);
    report.calls += calls.length;
    for (const call of calls) {
      const day = (report.days[dayOf(call.at, settings.timeZone)] ??= { calls: 0, outcomes: {} });
      day.calls += 1;
      count(day.outcomes, call.outcome);
    }
  }
  return report;
}

function count<Name extends string | number>(counts: Partial<Record<Name, number>>, name: Name): void {
  counts[name] = (counts[name] ?? 0) + 1;
}
