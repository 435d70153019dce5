/** `unknown` is what could not be looked at; a `blocker` makes a deploy fail, or calls go unanswered. */
export type Status = 'ok' | 'warning' | 'unknown' | 'blocker';

/** What one check found. */
export interface Result {
  /** What was looked at, as in `region`. */
  check: string;
  status: Status;
  /** What was found, in a sentence. */
  detail: string;
  /** What to do about it. */
  next?: string;
}

const FROM_BEST = ['ok', 'warning', 'unknown', 'blocker'] as const satisfies Status[];

export function worstOf(results: readonly Result[]): Status {
  return FROM_BEST.findLast((status) => results.some((result) => result.status === status)) ?? 'ok';
}
