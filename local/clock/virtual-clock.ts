import type { LocalClock } from './local-clock';

interface Timer {
  at: number;
  wake: () => void;
}

/** 1 January 2026, 00:00 UTC. */
const DEFAULT_START = 1_767_225_600_000;

/**
 * Turns of the event loop in which nothing new came up before the process counts as quiet. One would do for
 * promises alone; streams and event emitters hand things on by setImmediate and nextTick a few times.
 */
const QUIET_TURNS = 4;

/**
 * Time that passes only when nobody is busy: as soon as the process is quiet, it jumps to the earliest timer.
 * Sleeps last whole milliseconds, rounded up. Those that end at the same time end in the order in which they
 * began. A call of ten minutes takes milliseconds, and takes the same course each time.
 */
export class VirtualClock implements LocalClock {
  private time: number;
  /** Earliest first; equal times in order of arrival. */
  private readonly timers: Timer[] = [];
  private holds = 0;
  /** Changes whenever somebody used the clock. */
  private activity = 0;
  private watching = false;
  private awaitingStop: (() => void)[] = [];

  /** @param quietTurns fewer will do where nothing but promises is waited for. */
  constructor(
    start: number = DEFAULT_START,
    private readonly quietTurns: number = QUIET_TURNS,
  ) {
    this.time = start;
  }

  now(): number {
    return this.time;
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      if (signal?.aborted) return resolve();
      const timer: Timer = { at: this.time + Math.max(0, Math.ceil(ms)), wake: () => finish() };
      const abandon = () => {
        this.drop(timer);
        finish();
      };
      const finish = () => {
        signal?.removeEventListener('abort', abandon);
        resolve();
      };
      signal?.addEventListener('abort', abandon);
      this.park(timer);
    });
  }

  async during<T>(work: () => Promise<T>): Promise<T> {
    this.holds += 1;
    try {
      return await work();
    } finally {
      this.holds -= 1;
      this.stir();
    }
  }

  stopped(): Promise<void> {
    const stop = new Promise<void>((resolve) => this.awaitingStop.push(resolve));
    this.stir();
    return stop;
  }

  private park(timer: Timer): void {
    const later = this.timers.findIndex(({ at }) => at > timer.at);
    this.timers.splice(later === -1 ? this.timers.length : later, 0, timer);
    this.stir();
  }

  private drop(timer: Timer): void {
    const index = this.timers.indexOf(timer);
    if (index !== -1) this.timers.splice(index, 1);
    this.activity += 1;
  }

  private stir(): void {
    this.activity += 1;
    if (this.watching) return;
    this.watching = true;
    this.watch(this.activity, 0);
  }

  /** Looks once a turn of the event loop, and only as long as nothing holds the time and it has not stopped. */
  private watch(seen: number, quietTurns: number): void {
    setImmediate(() => {
      if (this.holds > 0) {
        this.watching = false;
      } else if (this.activity !== seen) {
        this.watch(this.activity, 0);
      } else if (quietTurns + 1 < this.quietTurns) {
        this.watch(seen, quietTurns + 1);
      } else if (this.timers.length > 0) {
        this.jump();
        this.watch(this.activity, 0);
      } else {
        this.watching = false;
        this.awaitingStop.splice(0).forEach((stop) => stop());
      }
    });
  }

  private jump(): void {
    const next = this.timers.shift();
    if (!next) return;
    this.time = Math.max(this.time, next.at);
    next.wake();
  }
}
