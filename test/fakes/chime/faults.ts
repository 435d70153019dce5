import type { ErrorName } from './errors';
import type { OperationName } from './operations';

/** Requests of one operation, or the nth request of any, counted from 1 when the fault is set. */
export type FaultTarget = OperationName | { call: number };

/** Refused before anything happens. `times` in a row; default: 1. */
export interface Fault {
  error: ErrorName;
  message?: string;
  times?: number;
}

/** Done, but the caller doesn't learn it: the connection breaks, or an error stands in place of the answer. */
export interface LostAnswer {
  error?: ErrorName;
  times?: number;
}

interface Planned {
  fits: (operation: string, position: number) => boolean;
  timesLeft: number;
  happening: Happening;
}

export type Happening =
  { when: 'before'; error: ErrorName; message?: string } | { when: 'after'; error?: ErrorName };

/** What a test lets go wrong. Only requests for operations that the fake knows meet it, one fault each. */
export class Faults {
  private planned: Planned[] = [];
  private readonly latencies = new Map<string, number>();
  private requests = 0;

  before(target: FaultTarget, { error, message, times }: Fault): void {
    this.plan(target, times, { when: 'before', error, ...(message !== undefined && { message }) });
  }

  after(target: FaultTarget, { error, times }: LostAnswer = {}): void {
    this.plan(target, times, { when: 'after', ...(error && { error }) });
  }

  throttle(target: FaultTarget, times?: number): void {
    this.plan(target, times, {
      when: 'before',
      error: 'ThrottledClientException',
      message: 'Too many requests',
    });
  }

  /** Milliseconds before the operation begins. */
  latency(operation: OperationName, milliseconds: number): void {
    this.latencies.set(operation, milliseconds);
  }

  latencyOf(operation: string): number {
    return this.latencies.get(operation) ?? 0;
  }

  clear(): void {
    this.planned = [];
    this.latencies.clear();
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

  private plan(target: FaultTarget, times = 1, happening: Happening): void {
    const start = this.requests;
    const fits =
      typeof target === 'string'
        ? (operation: string) => operation === target
        : (_: string, position: number) => position >= start + target.call;
    this.planned.push({ fits, timesLeft: times, happening });
  }
}
