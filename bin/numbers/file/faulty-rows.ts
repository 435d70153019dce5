import * as path from 'node:path';
import { ByonError, InvalidInputError } from '../../../lambda/core/errors';
import { told } from './progress';
import type { Report } from './report';

/** A file with faulty rows. The message has the first of them; all are in the report. */
export class FaultyRowsError extends InvalidInputError {
  constructor(file: string, rows: number, report: Report) {
    const lines = report.shown.map(([line, property, value, message]) => {
      const where = [`line ${line}`, property].filter(Boolean).join(', ');
      const isSaid = value === '' || message!.includes(value!);
      return { path: '', message: `${where}: ${message}${isSaid ? '' : `; it is ${value}`}` };
    });
    super(path.basename(file), lines);
    const faults = report.count === 1 ? 'one fault' : `${told(report.count)} faults`;
    const all = report.hasFile ? `  … all of them are in ${report.file}\n` : '';
    this.message =
      `${path.basename(file)}: ${faults} in ${counted(rows)}, and nothing was written:\n` +
      `${lines.map(({ message }) => `  ${message}\n`).join('')}${all}Next: mend the file, then run this again.`;
  }
}

export function counted(rows: number): string {
  return rows === 1 ? 'one row' : `${told(rows)} rows`;
}

export function changedMeanwhile(file: string): ByonError {
  return new ByonError(
    `${path.basename(file)} was changed while it was imported. What was written until then stays; run this again.`,
  );
}
