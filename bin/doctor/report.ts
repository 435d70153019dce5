import pc from 'picocolors';
import { worstOf, type Result, type Status } from './result';

const WIDTH = 80;
const STATUS_WIDTH = 'blocker'.length;
const GAP = '  ';

const COLOURS = {
  ok: pc.green,
  warning: pc.yellow,
  unknown: pc.cyan,
  blocker: pc.red,
} as const satisfies Record<Status, (text: string) => string>;

/** The results as a table that fits a terminal of 80 columns, then the verdict and the next step. */
export function tableOf(results: readonly Result[], isDeployed: boolean): string[] {
  const nameWidth = Math.max(...results.map(({ check }) => check.length));
  const width = WIDTH - STATUS_WIDTH - nameWidth - 2 * GAP.length;
  const rows = results.flatMap(({ check, status, detail, next }) => {
    const text = [...wrapped(detail, width), ...(next ? wrapped(`-> ${next}`, width) : [])];
    return text.map((line, i) => {
      const mark = i === 0 ? COLOURS[status](status.padEnd(STATUS_WIDTH)) : ' '.repeat(STATUS_WIDTH);
      return `${mark}${GAP}${(i === 0 ? check : '').padEnd(nameWidth)}${GAP}${line}`;
    });
  });
  return [...rows, '', ...wrapped(verdictOf(results, isDeployed), WIDTH)];
}

/** What all results together say, and the one thing to do next. */
export function verdictOf(results: readonly Result[], isDeployed: boolean): string {
  const worst = worstOf(results);
  const count = results.filter(({ status }) => status === worst).length;
  const first = results.find(({ status }) => status === worst)?.next;
  const next = first ? ` Next: ${first}.` : '';
  const go = isDeployed ? '' : ' Next: npx cdk deploy.';
  switch (worst) {
    case 'blocker':
      return `${count === 1 ? 'One thing stands' : `${count} things stand`} in the way.${next}`;
    case 'unknown':
      return `Nothing found that stands in the way, but ${count === 1 ? 'one check' : `${count} checks`} could not be made.${next}`;
    case 'warning':
      return `Nothing stands in the way; ${count === 1 ? 'one warning' : `${count} warnings`} to read.${go || next}`;
    case 'ok':
      return isDeployed ? 'All is well.' : `All is well.${go}`;
  }
}

/** Cuts at blanks; a word that is too long for a line is cut too. */
function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = '';
    }
    line = line === '' ? word : `${line} ${word}`;
    for (; line.length > width; line = line.slice(width)) lines.push(line.slice(0, width));
  }
  return [...lines, line];
}
