import type { Port, ProviderReference } from '../agents/provider-reference';
import { ProviderError } from '../errors';
import type { Clock } from '../ports';
import type { Breakers, Leave } from './breakers';
import { kindOf, tellsOfProvider, type FailureKind } from './failure';

/** One who may be asked. */
export interface Candidate<P> {
  reference: ProviderReference;
  port: P;
}

/** What came of asking one provider. `ms` is how long it took until that was known. */
export interface Attempt {
  port: Port;
  provider: ProviderReference;
  ms: number;
  /** `stopped`: nobody wanted the answer any more. */
  outcome: 'answered' | 'stopped' | FailureKind;
}

/** How providers of one port are asked. */
export interface Asking {
  port: Port;
  /** How long each is waited for. */
  patienceMs: number;
  clock: Clock;
  breakers: Breakers;
  /** Told of every attempt, once. */
  onAttempt: (attempt: Attempt) => void;
}

/** Leave to ask a candidate. */
export interface Admitted<P> extends Candidate<P> {
  leave: Leave;
}

/** An attempt under way. It is told what came of it, once, and passes that on. */
export class AttemptUnderWay {
  private readonly startedAt: number;

  constructor(
    private readonly admitted: Pick<Admitted<unknown>, 'reference' | 'leave'>,
    private readonly asking: Asking,
  ) {
    this.startedAt = asking.clock.now();
  }

  get elapsedMs(): number {
    return this.asking.clock.now() - this.startedAt;
  }

  answered(): void {
    this.asking.breakers.succeeded(this.admitted.leave, this.startedAt);
    this.report('answered');
  }

  failed(error: unknown): void {
    this.noteFailure(error);
    this.report(kindOf(error));
  }

  /** It failed after it had answered. Who spoke is known already. */
  brokeOff(error: unknown): void {
    this.noteFailure(error);
  }

  stopped(): void {
    this.asking.breakers.cameToNothing(this.admitted.leave);
    this.report('stopped');
  }

  private noteFailure(error: unknown): void {
    const { breakers, clock } = this.asking;
    const { leave } = this.admitted;
    if (!tellsOfProvider(kindOf(error))) return breakers.cameToNothing(leave);
    const retryAfterMs = error instanceof ProviderError ? error.retryAfterMs : undefined;
    breakers.failed(leave, { startedAt: this.startedAt, now: clock.now(), retryAfterMs });
  }

  private report(outcome: Attempt['outcome']): void {
    const { port, onAttempt } = this.asking;
    onAttempt({ port, provider: this.admitted.reference, ms: this.elapsedMs, outcome });
  }
}
