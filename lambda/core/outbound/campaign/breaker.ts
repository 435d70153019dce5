import type { CallOutcome } from './callee';

/** What the carrier made of the latest dials, oldest first, one letter each. */
const FAILED = 'x';
const FINE = '.';

/** How many are kept: the most that a campaign can ask for. */
const KEPT = 200;

export function noted(recent: string, outcomes: readonly CallOutcome[]): string {
  const marks = outcomes.map((outcome) => (isFailure(outcome) ? FAILED : FINE));
  return (recent + marks.join('')).slice(-KEPT);
}

export function isTripped(recent: string, { failures, of }: { failures: number; of: number }): boolean {
  return recent.slice(-of).split(FAILED).length - 1 >= failures;
}

/** Busy callees and those who don't answer are no failure of the carrier. */
function isFailure(outcome: CallOutcome): boolean {
  return outcome === 'failed' || outcome === 'unclear';
}
