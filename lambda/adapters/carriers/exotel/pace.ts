import type { Clock } from '../../../core/ports';

const MINUTE_MS = 60_000;
/** Exotel answers 200 a minute; the rest is for repeated requests, and for who else uses the account. */
const A_MINUTE = 150;

/** Holds requests back that Exotel would refuse as too many. */
export class Pace {
  private readonly last: number[] = [];

  constructor(private readonly clock: Clock) {}

  async next(): Promise<void> {
    const first = this.last.length < A_MINUTE ? undefined : this.last.shift();
    const waitMs = first === undefined ? 0 : first + MINUTE_MS - this.clock.now();
    this.last.push(this.clock.now() + Math.max(0, waitMs));
    if (waitMs > 0) await this.clock.sleep(waitMs);
  }
}
