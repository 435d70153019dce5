import type { Clock } from '../core/ports';

/** @throws Error when the work is not done by `until`, in milliseconds since the epoch. It goes on unheard. */
export async function inTime<T>(work: Promise<T>, until: number, clock: Clock): Promise<T> {
  const done = new AbortController();
  const late = clock.sleep(Math.max(0, until - clock.now()), done.signal).then((): never => {
    throw new Error('not done in time');
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    done.abort();
  }
}
