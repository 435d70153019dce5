import type { NumberStep } from '../core/carriers/plan-numbers';
import { ByonError, InvalidInputError } from '../core/errors';
import type { Failed } from './a-few-at-a-time';

/** As many as fit into what CloudFormation shows of a failure. */
const MOST_SHOWN = 5;

/** A number as errors may name it: they are read by more people than may know it. */
function named(number: string): string {
  return `a number ending in ${number.slice(-2)}`;
}

export function counted(count: number): string {
  return count === 1 ? '1 number' : `${count} numbers`;
}

/** All refusals at once, before anything is changed. */
export function refusal(carrier: string, refused: readonly { number: string; reason: string }[]): Error {
  const faults = refused.map(({ number, reason }) => ({ path: named(number), message: reason }));
  return new InvalidInputError(`the list of numbers of ${carrier}`, faults);
}

/** @param what as in `could not be connected`. */
export function failure(
  failed: readonly Failed<{ number: string }>[],
  { what, advice }: { what: string; advice: string },
): ByonError {
  const shown = failed
    .slice(0, MOST_SHOWN)
    .map(({ item, error }) => `  ${named(item.number)}: ${reasonOf(error)}`);
  const rest = failed.length > shown.length ? [`  and ${failed.length - shown.length} more`] : [];
  const lines = [`${counted(failed.length)} ${what}. ${advice}`, ...shown, ...rest];
  return new ByonError(lines.join('\n'), { cause: failed[0]?.error });
}

/** Foreign errors by their name alone: nobody knows what their messages hold. */
function reasonOf(error: unknown): string {
  if (error instanceof ByonError) return error.message;
  const name = error instanceof Error ? error.name : 'failure';
  return `unexpected ${name}; the log of the provisioning function says more`;
}

/** As in `2 numbers connected, 1 given back`. */
export function summaryOf(steps: readonly NumberStep[]): string {
  const count = (...kinds: NumberStep['step'][]) => steps.filter(({ step }) => kinds.includes(step)).length;
  const parts = [
    `${counted(count('connect', 'keep'))} connected`,
    ...(count('give-back') > 0 ? [`${count('give-back')} given back`] : []),
    ...(count('let-go') > 0 ? [`${count('let-go')} let go`] : []),
    ...(count('leave') > 0 ? [`${count('leave')} moved by others and left alone`] : []),
  ];
  return parts.join(', ');
}
