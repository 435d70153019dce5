import {
  dltExpiring,
  type DltExpiring,
  type RegisteredNumber,
} from '../../lambda/core/compliance/expiry-news';
import type { DltNumbers, ExpiryBus, ExpiryMark } from '../../lambda/core/compliance/expiry-ports';

/** Numbers with DLT records, in memory. */
export class InMemoryDltNumbers implements DltNumbers {
  constructor(readonly numbers: RegisteredNumber[]) {}

  async *all(): AsyncGenerator<RegisteredNumber> {
    yield* structuredClone(this.numbers);
  }
}

/** A bus that takes what EventBridge takes. */
export class InMemoryExpiryBus implements ExpiryBus {
  readonly events: DltExpiring[] = [];
  /** So many sendings are refused from now on, after the next `takes`. */
  refusing = 0;
  takes = Infinity;

  async send(events: readonly DltExpiring[]): Promise<void> {
    if (events.length === 0 || events.length > 10)
      throw new Error(`the bus takes 1 to 10 events, not ${events.length}`);
    if (this.takes-- <= 0 && this.refusing-- > 0) throw new Error('the bus has refused');
    this.events.push(...events.map((event) => dltExpiring.parse(structuredClone(event))));
  }
}

export class InMemoryExpiryMark implements ExpiryMark {
  day: string | undefined;

  async find(): Promise<string | undefined> {
    return this.day;
  }

  async save(day: string): Promise<void> {
    this.day = day;
  }
}
