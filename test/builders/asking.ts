import type { Port } from '../../lambda/core/agents/provider-reference';
import { ProviderError } from '../../lambda/core/errors';
import type { Asking, Attempt } from '../../lambda/core/providers/attempt';
import { Breakers } from '../../lambda/core/providers/breakers';
import { VirtualClock } from '../../local/clock';
import { InMemoryBreakerStore } from '../fakes/breaker-store';
import { RecordingLog } from '../fakes/ports';

/** How providers are asked in a process of its own, and what came of it. */
export function anAsking(port: Port, patienceMs: number, store = new InMemoryBreakerStore()) {
  const clock = new VirtualClock();
  const log = new RecordingLog();
  const attempts: Attempt[] = [];
  const breakers = new Breakers({ store, clock, log });
  const asking: Asking = {
    port,
    patienceMs,
    clock,
    breakers,
    onAttempt: (attempt) => attempts.push(attempt),
  };
  /** In short, as in `sim/a answered 100`. */
  const tried = () => attempts.map(({ provider, outcome, ms }) => `${provider} ${outcome} ${ms}`);
  return { asking, clock, log, breakers, store, attempts, tried };
}

export const failing = (kind: ProviderError['kind'], retryAfterMs?: number) =>
  new ProviderError('sim', kind, 'it failed', { retryAfterMs });
