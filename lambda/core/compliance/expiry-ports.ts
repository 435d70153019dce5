import type { DltExpiring, RegisteredNumber } from './expiry-news';

/** The numbers of the registry that have a DLT record. */
export interface DltNumbers {
  /** Records that cannot be read are left out, and told in the log. */
  all(): AsyncIterable<RegisteredNumber>;
}

/** The company's event bus. */
export interface ExpiryBus {
  /**
   * @param events ten at the most.
   * @throws when the bus has not taken all of them.
   */
  send(events: readonly DltExpiring[]): Promise<void>;
}

/** On which day in India, as in 2026-11-23, all that was due was told last. */
export interface ExpiryMark {
  find(): Promise<string | undefined>;
  save(day: string): Promise<void>;
}
