import type { Breaker } from '../../lambda/core/providers/breaker';
import type { BreakerStore, StoredBreaker } from '../../lambda/core/providers/breaker-store';

/** Breakers in memory, under the same conditions as in the table. */
export class InMemoryBreakerStore implements BreakerStore {
  readonly breakers = new Map<string, StoredBreaker>();
  reads = 0;
  writes = 0;
  /** Thrown by every access, if set. */
  fault: Error | undefined;

  async read(names: readonly string[]): Promise<Map<string, StoredBreaker>> {
    this.reads++;
    if (names.length === 0) throw new Error('read was asked for nothing, which the table refuses');
    if (this.fault) throw this.fault;
    return new Map([...this.breakers].filter(([name]) => names.includes(name)));
  }

  async replace(name: string, version: number, breaker: Breaker): Promise<boolean> {
    this.writes++;
    if (this.fault) throw this.fault;
    if ((this.breakers.get(name)?.version ?? 0) !== version) return false;
    this.breakers.set(name, { version: version + 1, breaker });
    return true;
  }
}
