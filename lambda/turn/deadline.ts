import { setMaxListeners } from 'node:events';
import { ByonError } from '../core/errors';
import type { Clock } from '../core/ports';
import { orLate } from '../core/providers/or-late';

/**
 * Does `work` with a signal that aborts after `seconds`. It aborts as well when the work is over, which stops
 * whatever the work has begun and not waited for.
 */
export async function within<T>(
  seconds: number,
  clock: Clock,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const deadline = new AbortController();
  // Sentences, tools and lookups wait on it at once.
  setMaxListeners(0, deadline.signal);
  const over = new AbortController();
  void clock
    .sleep(seconds * 1000, over.signal)
    .then(() => deadline.abort(new ByonError(`it took longer than ${seconds} s`)));
  try {
    return await work(deadline.signal);
  } finally {
    over.abort();
  }
}

/** Waits for a provider no longer than the signal allows, even if the provider does not heed it. */
export function orAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return orLate(work, { signal });
}

/** As {@link orAborted}, for each item of a stream. */
export async function* eachOrAborted<T>(items: AsyncIterable<T>, signal: AbortSignal): AsyncGenerator<T> {
  const iterator = items[Symbol.asyncIterator]();
  try {
    for (;;) {
      const result = await orAborted(iterator.next(), signal);
      if (result.done) return;
      yield result.value;
    }
  } finally {
    // Not waited for: a stream that is stuck would never come back.
    iterator.return?.().catch(() => {});
  }
}
