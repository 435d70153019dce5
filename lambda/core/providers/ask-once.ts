import { splitReference } from '../agents/provider-reference';
import { ProviderError } from '../errors';
import { AttemptUnderWay, type Admitted, type Asking } from './attempt';
import { orLate } from './or-late';

/**
 * Asks one provider for an answer that comes in one piece.
 *
 * @param ask its signal aborts when the answer is no longer wanted.
 * @throws the signal's reason when it aborts; that is no failure of the provider.
 */
export async function askOnce<P, T>(
  admitted: Admitted<P>,
  asking: Asking,
  signal: AbortSignal,
  ask: (port: P, signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const attempt = new AttemptUnderWay(admitted, asking);
  const wanted = new AbortController();
  try {
    signal.throwIfAborted();
    const answer = await orLate(ask(admitted.port, wanted.signal), {
      clock: asking.clock,
      signal,
      limit: { ms: asking.patienceMs, late: () => tooLate(admitted, asking) },
    });
    attempt.answered();
    return answer;
  } catch (error) {
    if (signal.aborted) attempt.stopped();
    else attempt.failed(error);
    signal.throwIfAborted();
    throw error;
  } finally {
    wanted.abort();
  }
}

function tooLate({ reference }: Admitted<unknown>, { patienceMs }: Asking): ProviderError {
  const { provider } = splitReference(reference);
  return new ProviderError(provider, 'timeout', `it had not answered after ${patienceMs} ms`);
}
