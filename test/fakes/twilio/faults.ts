import { PlannedFaults, type FaultTarget } from '../planned-faults';

/** `before`: refused, nothing has happened. `after`: done, but the caller learns of a broken connection or an error. */
export type Happening =
  | { when: 'before'; status: number; code: number; message: string; retryAfter?: number }
  | { when: 'after'; status?: number }
  | { when: 'never' }
  | { when: 'redirect'; to: string };

/** What a test lets go wrong: each request meets one fault at most. */
export class Faults extends PlannedFaults<Happening> {
  before(
    target: FaultTarget,
    { status = 503, code = 20500, message = 'A fault of the test', times = 1 } = {},
  ): void {
    this.plan(target, times, { when: 'before', status, code, message });
  }

  after(target: FaultTarget, { status, times = 1 }: { status?: number; times?: number } = {}): void {
    this.plan(target, times, { when: 'after', ...(status !== undefined && { status }) });
  }

  /** @param retryAfter seconds, as a header. */
  throttle(target: FaultTarget, times = 1, retryAfter?: number): void {
    const refusal = { status: 429, code: 20429, message: 'Too Many Requests' };
    this.plan(target, times, { when: 'before', ...refusal, ...(retryAfter !== undefined && { retryAfter }) });
  }

  /** Never answered; the caller has to give up. */
  silence(target: FaultTarget, times = 1): void {
    this.plan(target, times, { when: 'never' });
  }

  redirect(target: FaultTarget, to: string): void {
    this.plan(target, 1, { when: 'redirect', to });
  }
}
