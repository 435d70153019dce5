import type { DialAnswer, Dialler, DialOrder } from '../../lambda/core/calls/dial';

/** Dials nobody, and counts how often it was asked to. */
export class FakeDialler implements Dialler {
  readonly dialled: DialOrder[] = [];
  /** Ids of the calls that it was told to end. */
  readonly hungUp: string[] = [];
  hangUpFailure: Error | undefined;

  /** @param outcome what the carrier makes of an order; what it throws leaves the order unclear. */
  constructor(private readonly outcome: (order: DialOrder) => Promise<DialAnswer>) {}

  async dial(order: DialOrder): Promise<DialAnswer> {
    this.dialled.push(order);
    return this.outcome(order);
  }

  async hangUp(call: string): Promise<void> {
    if (this.hangUpFailure) throw this.hangUpFailure;
    this.hungUp.push(call);
  }
}
