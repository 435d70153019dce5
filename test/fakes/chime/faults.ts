import type { ErrorName } from './errors';
import { PlannedFaults, type FaultTarget as Target } from '../planned-faults';
import type { OperationName } from './operations';

export type FaultTarget = Target<OperationName>;

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

export type Happening =
  { when: 'before'; error: ErrorName; message?: string } | { when: 'after'; error?: ErrorName };

/** What a test lets go wrong. Only requests for operations that the fake knows meet it, one fault each. */
export class Faults extends PlannedFaults<Happening, OperationName> {
  private readonly latencies = new Map<string, number>();

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

  override clear(): void {
    super.clear();
    this.latencies.clear();
  }
}
