import type { Clock } from '../../lambda/core/ports';

/** A clock on which every sleep is over at once. Tells how long each would have been. */
export class HastyClock implements Clock {
  readonly slept: number[] = [];
  private time = Date.UTC(2026, 10, 23);

  now(): number {
    return this.time;
  }

  async sleep(ms: number): Promise<void> {
    this.slept.push(ms);
    this.time += ms;
  }
}
