/**
 * A circuit breaker: leaves a provider out that has failed several times in a row, so that a caller doesn't
 * wait for it in vain. Pure; times are milliseconds since the epoch. What began before the breaker opened
 * tells nothing of the time since, so each result comes with when its request was begun.
 */
export type Breaker =
  /** `failures` without a success between them, the first of them noted at `since`. */
  | { state: 'closed'; failures: number; since: number }
  /** Left out until `until`; then tried, by one at a time: the one that has it until `trialUntil`. */
  | { state: 'open'; openedAt: number; until: number; trialUntil?: number | undefined };

export const HEALTHY: Breaker = { state: 'closed', failures: 0, since: 0 };

/** So many failures open it: the first two may be chance, and each costs a caller a time-out. */
export const FAILURES_TO_OPEN = 3;

/** Failures that are further apart than this have nothing to do with each other. */
export const WINDOW_MS = 60_000;

/** How long it stays open. A trial must be over sooner, or two could overlap. */
export const COOL_DOWN_MS = 30_000;

/** The longest that a provider is left out at its own word, so that a raised quota is soon made use of. */
export const MOST_OPEN_MS = 600_000;

export function standingOf(breaker: Breaker, now: number): 'closed' | 'open' | 'half-open' {
  if (breaker.state === 'closed') return 'closed';
  return breaker.until <= now && (breaker.trialUntil ?? 0) <= now ? 'half-open' : 'open';
}

export interface Failure {
  startedAt: number;
  now: number;
  /** How long the provider wants to be left alone, where it said so. */
  retryAfterMs: number | undefined;
}

export function afterFailure(breaker: Breaker, { startedAt, now, retryAfterMs }: Failure): Breaker {
  const asked = retryAfterMs === undefined ? undefined : now + Math.min(retryAfterMs, MOST_OPEN_MS);
  if (breaker.state === 'closed') {
    if (asked !== undefined) return { state: 'open', openedAt: now, until: asked };
    const counts = breaker.failures > 0 && now - breaker.since <= WINDOW_MS;
    const failures = counts ? breaker.failures + 1 : 1;
    return failures < FAILURES_TO_OPEN
      ? { state: 'closed', failures, since: counts ? breaker.since : now }
      : { state: 'open', openedAt: now, until: now + COOL_DOWN_MS };
  }
  if (startedAt >= breaker.openedAt)
    return { state: 'open', openedAt: now, until: asked ?? now + COOL_DOWN_MS };
  return asked !== undefined && asked > breaker.until ? { ...breaker, until: asked } : breaker;
}

export function afterSuccess(breaker: Breaker, { startedAt }: { startedAt: number }): Breaker {
  if (breaker.state === 'closed')
    return breaker.failures > 0 && startedAt >= breaker.since ? HEALTHY : breaker;
  return startedAt >= breaker.openedAt ? HEALTHY : breaker;
}

/** Gives the trial to one who will know its result by `trialUntil`. The breaker must be half-open. */
export function onTrial(breaker: Breaker, trialUntil: number): Breaker {
  return { ...breaker, trialUntil } as Breaker;
}

/** Gives a trial back that came to no result. One that is another's by now stays so. */
export function withoutTrial(breaker: Breaker, trialUntil: number): Breaker {
  if (breaker.state === 'closed' || breaker.trialUntil !== trialUntil) return breaker;
  return { ...breaker, trialUntil: undefined };
}
