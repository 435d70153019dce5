import { ByonError } from '../core/errors';

/** Why something failed, in words that may stand in a record and a log. */
export function reasonOf(error: unknown): string {
  if (error instanceof ByonError) return error.message;
  return `unexpected error (${error instanceof Error ? error.name : typeof error})`;
}
