import { AmbiguousError, CarrierError } from '../adapters/carriers/carrier-error';

/** A carrier that fails this long fails the deployment; the transport below has asked several times by then. */
const WORTH_MS = 120_000;

/**
 * For how many milliseconds a carrier's failure is worth another attempt, as `Patience` counts. Nobody may repeat a
 * call that was ambiguous without a look at what it did.
 */
export function worthOf(error: unknown): number {
  if (error instanceof AmbiguousError) return WORTH_MS;
  if (!(error instanceof CarrierError)) return 0;
  const { status } = error;
  const passes = status === undefined || status === 408 || status === 429 || status >= 500;
  return passes ? WORTH_MS : 0;
}
