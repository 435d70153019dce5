import type { Clock } from '../ports';

export interface Limit {
  ms: number;
  /** What is thrown then. */
  late: () => Error;
}

/**
 * Waits for work no longer than the signal allows, and no longer than a limit if there is one, even if the work
 * heeds neither.
 *
 * @throws the signal's reason when it aborts.
 */
export async function orLate<T>(
  work: Promise<T>,
  {
    signal,
    ...until
  }: { signal: AbortSignal } | { clock: Clock; signal: AbortSignal; limit: Limit | undefined },
): Promise<T> {
  // Once it is no longer waited for, its error is nobody's.
  work.catch(() => {});
  signal.throwIfAborted();
  const over = new AbortController();
  let stop = () => {};
  const tooLong = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason as Error);
    signal.addEventListener('abort', stop);
    if (!('limit' in until) || !until.limit) return;
    const { clock, limit } = until;
    void clock.sleep(limit.ms, over.signal).then(() => {
      if (!over.signal.aborted) reject(limit.late());
    });
  });
  try {
    return await Promise.race([work, tooLong]);
  } finally {
    signal.removeEventListener('abort', stop);
    over.abort();
  }
}
