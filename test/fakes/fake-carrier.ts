import type { Asked } from './carrier-routes';
import { CarrierServer, type CarrierDialect, type CarrierJournalEntry } from './carrier-server';
import type { Reply, WireRequest } from './in-process';
import { ReachableCarrier } from './reachable-carrier';

/** What a test sees of every fake carrier. */
export abstract class FakeCarrier extends ReachableCarrier {
  private readonly server: CarrierServer;

  protected constructor(realOrigins: readonly string[], dialect: CarrierDialect) {
    super(realOrigins);
    this.server = new CarrierServer(dialect);
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

  /** The journal without reads: what changed something, or tried to. */
  mutations(): CarrierJournalEntry[] {
    return this.server.mutations();
  }

  /** Does an operation as someone else: no journal, no fault, no credentials. @throws on a bad input. */
  seed(operation: string, asked: Partial<Asked> = {}): object | undefined {
    return this.server.seed(operation, asked);
  }

  protected serve(request: WireRequest, body: Buffer, reply: Reply): void {
    this.server.serve(request, body, reply);
  }
}
