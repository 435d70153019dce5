import type { DialAnswer, Dialler, DialOrder } from '../../lambda/core/calls/dial';

/** Dials nobody, and counts how often it was asked to. */
export class FakeDialler implements Dialler {
  readonly dialled: DialOrder[] = [];

  /** @param outcome what the carrier makes of an order; what it throws leaves the order unclear. */
  constructor(private readonly outcome: (order: DialOrder) => Promise<DialAnswer>) {}

  async dial(order: DialOrder): Promise<DialAnswer> {
    this.dialled.push(order);
    return this.outcome(order);
  }

  async hangUp(): Promise<void> {}
}
