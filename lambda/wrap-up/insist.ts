import { orLate } from '../core/providers/or-late';
import { ByonError } from '../core/errors';
import type { Clock } from '../core/ports';
import { LIMITS, PAUSES_MS } from './settings';

/**
 * Sends something, and again after a pause while that may help.
 *
 * @param isFinal whether another attempt would end the same.
 * @throws what the last attempt threw.
 */
export async function insist(
  send: (signal: AbortSignal) => Promise<void>,
  { clock, isFinal }: { clock: Clock; isFinal: (error: unknown) => boolean },
): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    const over = new AbortController();
    const { signal } = over;
    const late = () => new ByonError(`nothing was answered for ${LIMITS.send} ms`);
    try {
      return await orLate(send(signal), { clock, signal, limit: { ms: LIMITS.send, late } });
    } catch (error) {
      const pause = PAUSES_MS[attempt];
      if (pause === undefined || isFinal(error)) throw error;
      await clock.sleep(pause);
    } finally {
      over.abort();
    }
  }
}
