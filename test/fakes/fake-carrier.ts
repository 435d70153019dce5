import { fetchFrom } from './carrier-origins';
import type { Asked } from './carrier-routes';
import type { CarrierJournalEntry, CarrierServer } from './carrier-server';

/** What a test sees of every fake carrier. */
export abstract class FakeCarrier {
  /** The carrier's own origins, each of which the fake stands in for. */
  protected abstract readonly realOrigins: readonly string[];
  protected abstract readonly server: CarrierServer;

  get url(): string {
    return this.server.url;
  }

  /** The fake by each of the carrier's origins, for `fetchFrom`. */
  get origins(): Record<string, string> {
    return Object.fromEntries(this.realOrigins.map((origin) => [origin, this.url]));
  }

  /** A `fetch` that reaches this fake and nothing else. */
  get fetch(): typeof fetch {
    return fetchFrom(this.origins);
  }

  get faults(): CarrierServer['faults'] {
    return this.server.faults;
  }

  /** Every request in the order of arrival. */
  get journal(): CarrierJournalEntry[] {
    return this.server.journal;
  }

  /** Requests by which a number would be lost or bought. Must stay empty. */
  get forbidden(): CarrierJournalEntry[] {
    return this.server.forbidden;
  }

  close(): Promise<void> {
    return this.server.close();
  }

  /** The journal without reads: what changed something, or tried to. */
  mutations(): CarrierJournalEntry[] {
    return this.server.mutations();
  }

  /** Does an operation as someone else: no journal, no fault, no credentials. @throws on a bad input. */
  seed(operation: string, asked: Partial<Asked> = {}): object | undefined {
    return this.server.seed(operation, asked);
  }
}
