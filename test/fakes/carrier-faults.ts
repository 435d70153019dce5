import { PlannedFaults, type FaultTarget } from './planned-faults';

/** `before`: refused, nothing has happened. `after`: done, but the caller learns of a broken connection or an error. */
export type Happening =
  { when: 'before'; status: number; retryAfter?: number } | { when: 'after'; status?: number };

/** What a test lets go wrong at a carrier: each request meets one fault at most. */
export class CarrierFaults extends PlannedFaults<Happening> {
  before(target: FaultTarget, { status = 503, times = 1 } = {}): void {
    this.plan(target, times, { when: 'before', status });
  }

  after(target: FaultTarget, { status, times = 1 }: { status?: number; times?: number } = {}): void {
    this.plan(target, times, { when: 'after', ...(status !== undefined && { status }) });
  }

  /** @param retryAfter seconds, where the carrier's errors tell. */
  throttle(target: FaultTarget, times = 1, retryAfter?: number): void {
    const told = retryAfter === undefined ? {} : { retryAfter };
    this.plan(target, times, { when: 'before', status: 429, ...told });
  }
}
