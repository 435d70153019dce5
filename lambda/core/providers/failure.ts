import type { Port } from '../agents/provider-reference';
import { ByonError, ProviderError } from '../errors';

/** How an attempt failed. `unexpected`: an error that no adapter means to throw. */
export type FailureKind = ProviderError['kind'] | 'unexpected';

export function kindOf(error: unknown): FailureKind {
  return error instanceof ProviderError ? error.kind : 'unexpected';
}

/**
 * Whether a failure tells of the provider, so that the next call would meet it too. After every kind the next
 * provider is asked: also after `refused`, because what one refuses another takes (filters, models and limits
 * differ), and the few requests that all refuse are refused quickly.
 */
export function tellsOfProvider(kind: FailureKind): boolean {
  return TELLS_OF_PROVIDER[kind];
}

const TELLS_OF_PROVIDER: Readonly<Record<FailureKind, boolean>> = {
  unavailable: true,
  timeout: true,
  'rate-limited': true,
  // A key that is refused is refused for every call, until the company replaces it.
  unauthorised: true,
  // About this one request.
  refused: false,
  nonsense: false,
  // About a fault of the adapter, which may depend on the request.
  unexpected: false,
};

/** What is thrown when no provider is left: the failure itself if there was one only. */
export function nobodyLeft(port: Port, failures: readonly unknown[]): unknown {
  if (failures.length === 1) return failures[0];
  return new ByonError(`no ${port} provider answered: ${failures.map(wordsFor).join('; ')}`, {
    cause: failures[0],
  });
}

/** Words that may stand in a record and a log. */
function wordsFor(error: unknown): string {
  if (error instanceof ByonError) return error.message;
  return `unexpected error (${error instanceof Error ? error.name : typeof error})`;
}
