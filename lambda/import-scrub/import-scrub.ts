import type { Readable } from 'node:stream';
import { FileChangedError, type ObjectPlace, type S3Files } from '../adapters/s3-files';
import type { CalleeHash } from '../core/compliance/callee-hash';
import type { ScrubStore } from '../core/compliance/scrub';
import { scrubbedAtOf, type ScrubReport } from '../core/compliance/scrub-file';
import type { ScrubLayout } from '../core/compliance/scrub-layout';
import type { ScrubRow } from '../core/compliance/scrub-row';
import type { Fault } from '../core/errors';
import { inLanes } from '../core/in-lanes';
import type { Clock } from '../core/ports';
import { readResults } from './read-results';

export interface ImportScrubPorts {
  files: Pick<S3Files, 'open' | 'writeJson'>;
  scrubs: Pick<ScrubStore, 'save'>;
  callees: CalleeHash;
  clock: Clock;
}

export const REPORT_ENDING = '.report.json';

/** `aws s3 cp results.csv s3://… --metadata faulty-rows=skip` */
const METADATA = { name: 'faulty-rows', value: 'skip' };
const FIRST_FAULTS = 200;
const LANES = 32;

/**
 * Brings a file of scrub results to the registry and writes a report beside it. The file is read twice: every row is
 * looked at before the first is written, and from a file with faults nothing is, unless it was uploaded with the
 * metadata `faulty-rows=skip`. A result that is newer stays. The same file twice changes nothing.
 *
 * @throws when a result could not be written: to try again goes on.
 */
export async function importScrub(place: ObjectPlace, ports: ImportScrubPorts): Promise<ScrubReport> {
  const report = await importFile(place, ports);
  await ports.files.writeJson({ ...place, key: `${place.key}${REPORT_ENDING}` }, report);
  return report;
}

async function importFile(
  place: ObjectPlace,
  { files, scrubs, callees, clock }: ImportScrubPorts,
): Promise<ScrubReport> {
  const report = emptyReport(place.key.split('/').at(-1)!, clock.now());
  const asked = scrubbedAtOf(report.file, clock.now());
  if ('fault' in asked) return refused(report, asked.fault);
  report.scrubbedAt = new Date(asked.at).toISOString();

  const first = await files.open(place);
  const { layout, faulty, isBroken } = await look(first.body, report);
  if (layout) Object.assign(report, { layout: layout.name, layoutIsVerified: layout.isVerified });
  const leavesOut = first.metadata[METADATA.name] === METADATA.value;
  if (isBroken || (report.faults.count > 0 && !leavesOut)) return report;

  try {
    const { body } = await files.open(place, first.etag);
    const source = `${layout!.name}: ${report.file}`.slice(0, 500);
    await inLanes(soundRows(body), LANES, async ({ number, result }) => {
      const callee = await callees.of(number);
      const isNew = await scrubs.save({ ...result, callee, scrubbedAt: asked.at, source });
      report[isNew ? 'written' : 'newerKept'] += 1;
    });
  } catch (error) {
    if (!(error instanceof FileChangedError)) throw error;
    return refused(report, { path: '', message: `${error.message}; the new one is imported for itself` });
  }
  return { ...report, outcome: 'imported' as const, leftOut: faulty };
}

async function look(body: Readable, report: ScrubReport) {
  let layout: ScrubLayout | undefined;
  let faulty = 0;
  let isBroken = false;
  for await (const read of readResults(body, (found) => (layout = found))) {
    if ('row' in read || read.canBeLeftOut) report.rows += 1;
    if ('row' in read) continue;
    if (read.canBeLeftOut) faulty += 1;
    else isBroken = true;
    for (const fault of read.faults) note(report, fault);
  }
  return { layout, faulty, isBroken };
}

async function* soundRows(body: Readable): AsyncGenerator<ScrubRow> {
  for await (const read of readResults(body)) if ('row' in read) yield read.row;
}

function emptyReport(file: string, now: number): ScrubReport {
  const counts = { rows: 0, written: 0, newerKept: 0, leftOut: 0 };
  return {
    file,
    outcome: 'refused',
    ...counts,
    faults: { count: 0, first: [] },
    at: new Date(now).toISOString(),
  };
}

function refused(report: ScrubReport, fault: Fault): ScrubReport {
  note(report, fault);
  return report;
}

function note({ faults }: ScrubReport, fault: Fault): void {
  faults.count += 1;
  if (faults.first.length < FIRST_FAULTS) faults.first.push(fault);
}
