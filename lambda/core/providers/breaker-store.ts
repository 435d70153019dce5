import type { Breaker } from './breaker';

/** A breaker as it is stored. `version` counts its changes from 1. */
export interface StoredBreaker {
  breaker: Breaker;
  version: number;
}

/** The breakers of all calls. */
export interface BreakerStore {
  /** @returns the breakers that are stored; one that is not has never failed. Sees the latest change. */
  read(names: readonly string[]): Promise<Map<string, StoredBreaker>>;
  /**
   * Stores `breaker` if the stored version is still `version`, where 0 stands for none. Its version is the
   * next then.
   *
   * @returns false when it is another by now.
   */
  replace(name: string, version: number, breaker: Breaker): Promise<boolean>;
}
