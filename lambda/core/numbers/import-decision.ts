import type { NumberRecord } from './number';

/** A number as the table has it when an import comes to it. */
export interface PresentNumber {
  record: NumberRecord;
  /** `stack`: a config has it. */
  isOfStack: boolean;
  /** Whether it is as an import left it: nobody has touched it since. */
  isAsImported: boolean;
}

/** `kept`: somebody else set it, and the file says otherwise. */
export type ImportDecision = 'added' | 'changed' | 'unchanged' | 'kept-of-stack' | 'kept-of-operator';

/**
 * What an import does with a row. What is not there is added, what is the same stays, and what only imports have
 * written is changed. A number that a stack's config has, and one that somebody has changed since the last import (or
 * registered without one), is kept as it is and told; with `overwrite` the file wins there, too.
 */
export function decideImport(
  present: PresentNumber | undefined,
  isSame: boolean,
  { overwrite }: { overwrite: boolean },
): ImportDecision {
  if (!present) return 'added';
  if (isSame) return 'unchanged';
  if (present.isAsImported || overwrite) return 'changed';
  return present.isOfStack ? 'kept-of-stack' : 'kept-of-operator';
}
