import { SystemClock } from '../../lambda/adapters/system-clock';
import type { LocalClock } from './local-clock';

/** The wall's time. */
export class WallClock extends SystemClock implements LocalClock {
  during<T>(work: () => Promise<T>): Promise<T> {
    return work();
  }

  stopped(): Promise<void> {
    return new Promise(() => undefined);
  }
}
