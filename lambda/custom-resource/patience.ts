import { ByonError } from '../core/errors';
import type { Clock } from '../core/ports';

const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 20_000;

/** The time for the work was over before it was done. */
export class OutOfTimeError extends ByonError {
  override readonly name = 'OutOfTimeError';
}

export interface Attempts<T> {
  /** Static text for the message of a failure: the call that is made, such as `CreateSipRule`. */
  what: string;
  call: () => Promise<T>;
  /** For how many milliseconds this failure is worth another attempt: 0 for none, Infinity for all there are. */
  worth: (error: unknown) => number;
  /** Looks, before another attempt, whether the failed one took effect after all. */
  already?: (error: unknown) => Promise<T | undefined>;
}

/** What the parts of one request's time share. */
interface Course {
  readonly abort: AbortController;
  waitingFor?: string;
}

/** How long something may last, and attempts within that, with pauses that grow and differ. */
export class Patience {
  constructor(
    private readonly clock: Clock,
    /** Milliseconds since the epoch. */
    private readonly until: number,
    private readonly course: Course = { abort: new AbortController() },
  ) {}

  get remainingMs(): number {
    return this.until - this.clock.now();
  }

  /** The call that was begun last. */
  get waitingFor(): string | undefined {
    return this.course.waitingFor;
  }

  /** The same, with the last of the time put aside: so much, or a quarter of what there is. */
  keepingBack(ms: number): Patience {
    return new Patience(this.clock, this.until - Math.min(ms, this.remainingMs / 4), this.course);
  }

  /** Wakes who still pauses. */
  end(): void {
    this.course.abort.abort();
  }

  pause(ms: number): Promise<void> {
    return this.clock.sleep(ms, this.course.abort.signal);
  }

  /** @throws the last failure when it is worth no other attempt; OutOfTimeError. */
  async attempt<T>({ what, call, worth, already }: Attempts<T>): Promise<T> {
    this.course.waitingFor = what;
    let boundedSince: number | undefined;
    let failure: unknown;
    for (let attempt = 0; ; attempt += 1) {
      if (this.remainingMs <= 0) throw outOfTime(what, failure);
      try {
        return await call();
      } catch (error) {
        failure = error;
        const worthMs = worth(error);
        const pause = pauseMs(attempt);
        if (worthMs !== Infinity) boundedSince ??= this.clock.now();
        const spent = boundedSince === undefined ? 0 : this.clock.now() - boundedSince;
        if (spent + pause > worthMs) throw error;
        if (pause >= this.remainingMs) throw outOfTime(what, error);
        await this.pause(pause);
        const done = await already?.(error);
        if (done !== undefined) return done;
      }
    }
  }
}

function outOfTime(what: string, failure: unknown): OutOfTimeError {
  return failure === undefined
    ? new OutOfTimeError(`there was no time left for ${what}`)
    : new OutOfTimeError(`the time was over while ${what} still failed`, { cause: failure });
}

function pauseMs(attempt: number): number {
  const longest = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** attempt);
  return Math.round(longest * (0.5 + Math.random() / 2));
}
