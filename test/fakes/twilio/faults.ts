/** Requests of one operation by its name, or the nth request of any, counted from 1 when the fault is set. */
export type FaultTarget = string | { call: number };

/** `before`: refused, nothing has happened. `after`: done, but the caller learns of a broken connection or an error. */
export type Happening =
  | { when: 'before'; status: number; code: number; message: string; retryAfter?: number }
  | { when: 'after'; status?: number }
  | { when: 'never' }
  | { when: 'redirect'; to: string };

interface Planned {
  fits: (operation: string, position: number) => boolean;
  timesLeft: number;
  happening: Happening;
}

/** What a test lets go wrong: each request meets one fault at most. */
export class Faults {
  private planned: Planned[] = [];
  private requests = 0;

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

  clear(): void {
    this.planned = [];
  }

  /** How many planned faults no request has met yet. */
  get pending(): number {
    return this.planned.reduce((sum, { timesLeft }) => sum + timesLeft, 0);
  }

  /** Counts a request, and gives what happens to it. */
  meet(operation: string): Happening | undefined {
    this.requests++;
    const met = this.planned.find(({ fits }) => fits(operation, this.requests));
    if (met === undefined) return undefined;
    met.timesLeft--;
    this.planned = this.planned.filter(({ timesLeft }) => timesLeft > 0);
    return met.happening;
  }

  private plan(target: FaultTarget, times: number, happening: Happening): void {
    const start = this.requests;
    const fits =
      typeof target === 'string'
        ? (operation: string) => operation === target
        : (_: string, position: number) => position >= start + target.call;
    this.planned.push({ fits, timesLeft: times, happening });
  }
}
