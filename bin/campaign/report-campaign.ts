import type { CampaignReport } from '../../lambda/core/outbound/campaign/report';
import { columnsOf, type Output } from '../registry/output';
import type { StackOptions } from '../dial/dial-function';
import { openDesk } from './desk';

export interface ReportOptions extends StackOptions {
  json: boolean;
}

/** @param whole false: how far it is; true: also how it went, by day and rule. */
export async function reportCampaign(
  id: string,
  { json, ...options }: ReportOptions,
  whole: boolean,
  output: Output = process.stdout,
): Promise<void> {
  const desk = await openDesk(options);
  const { report } = await desk.ask({ action: 'report', id }, 'report');
  const lines = json ? [JSON.stringify(report)] : linesOf(report, whole);
  for (const line of lines) output.write(`${line}\n`);
}

/** A report as lines to read. */
export function linesOf(report: CampaignReport, whole: boolean): string[] {
  const { id, state, reason, callees, left, outcomes, calls } = report;
  const why = reason === undefined ? '' : ` (${reason})`;
  return [
    `${id}: ${state}${why}, ${callees} callees, ${calls} calls`,
    '',
    ...table('callees', { ...outcomes, ...left }),
    ...(whole ? detailsOf(report) : []),
  ];
}

function detailsOf({ deniedBy, callsEach, days }: CampaignReport): string[] {
  const byDay = Object.entries(days).sort(([one], [other]) => (one < other ? -1 : 1));
  return [
    ...['', ...table('denied by', deniedBy)],
    ...['', ...table('calls each', callsEach)],
    ...byDay.flatMap(([day, { calls, outcomes }]) => [
      '',
      ...table(`${day}: calls`, { all: calls, ...outcomes }),
    ]),
  ];
}

function table(title: string, counts: Record<string, number | undefined>): string[] {
  const rows = Object.entries(counts).flatMap(([name, count]) =>
    count ? [[`  ${name}`, String(count)]] : [],
  );
  return [title, ...(rows.length > 0 ? columnsOf(rows) : ['  none'])];
}
