import type { Patience } from '../../../lambda/adapters/impatient';
import type { Clock } from '../../../lambda/core/ports';
import type { Place } from '../faults/kinds';
import type { Weather } from '../faults/weather';
import type { Random } from '../random';

/** A service of AWS as a client meets it. */
export interface Service {
  place: Place;
  /** How long an answer takes, in milliseconds, when all is well. */
  takesMs: readonly [from: number, to: number];
  /** What the service says when it is asked too much. */
  throttled: () => Error;
}

const SLOW_MS = [300, 900] as const;
/** First wait before another attempt, as in the SDK's standard mode. */
const BACKOFF_MS = 100;
const THROTTLED_BACKOFF_MS = 500;

/** Asks a service as the SDK does: with time-outs and further attempts, on the clock, in the weather of a call. */
export class ServiceClient {
  constructor(
    private readonly service: Service,
    private readonly patience: Patience,
    private readonly deps: { clock: Clock; weather: Weather; random: Random },
  ) {}

  /** @param serve does the work. It may be done although the client never hears of it, and then once more. */
  async ask<T>(serve: () => T): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.attempt(serve);
      } catch (error) {
        const backoffMs = this.backoffOf(error);
        if (backoffMs === undefined || attempt >= this.patience.attempts) throw error;
        await this.deps.clock.sleep(this.deps.random.next() * backoffMs * 2 ** (attempt - 1));
      }
    }
  }

  private async attempt<T>(serve: () => T): Promise<T> {
    const { clock, weather, random } = this.deps;
    const { place, takesMs, throttled } = this.service;
    const does = weather.next(place);
    await clock.sleep(random.int(...(does === 'slow' ? SLOW_MS : takesMs)));
    if (does === 'throttle') throw throttled();
    if (does === 'time out') return this.timeOut();
    const answer = serve();
    return does === 'lose the answer' ? this.timeOut() : answer;
  }

  private async timeOut(): Promise<never> {
    await this.deps.clock.sleep(this.patience.timeoutMs);
    const error = new Error('the service did not answer in time');
    error.name = 'TimeoutError';
    throw error;
  }

  private backoffOf(error: unknown): number | undefined {
    const { name } = error as Error;
    if (name === 'TimeoutError') return BACKOFF_MS;
    return name === this.service.throttled().name ? THROTTLED_BACKOFF_MS : undefined;
  }
}
