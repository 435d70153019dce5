import type { Clock } from '../../lambda/core/ports';

/** A clock that knows of work which takes real time. */
export interface LocalClock extends Clock {
  /**
   * Runs work that waits for something outside of this clock: a request over HTTP, a synthesiser, a file. On a
   * clock of virtual time such work takes no time at all. It must not sleep on this clock, which stands still.
   */
  during<T>(work: () => Promise<T>): Promise<T>;

  /**
   * Resolves when nobody sleeps on this clock and no work holds it: nothing more will happen unless it comes
   * from outside. The wall's time never stops.
   */
  stopped(): Promise<void>;
}
