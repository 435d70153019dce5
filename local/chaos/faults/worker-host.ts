import type { Clock } from '../../../lambda/core/ports';
import type { Random } from '../random';
import { Life } from './mortal';
import type { Weather } from './weather';

const WARM_MS = [5, 20] as const;
const COLD_MS = [300, 1500] as const;
const LATE_MS = [1000, 6000] as const;
const AGAIN_AFTER_MS = [0, 20_000] as const;
const STEPS = 40;

/** Lambda, as it runs the turn worker: asynchronously, at least once, and not always to the end. */
export class WorkerHost {
  constructor(
    private readonly work: (event: unknown, life: Life) => Promise<void>,
    private readonly deps: { clock: Clock; weather: Weather; random: Random; unbegun: Set<number> },
  ) {}

  /** Takes an event, and does not wait for what comes of it. */
  invoke(event: unknown): void {
    const { weather, random, unbegun } = this.deps;
    const does = weather.next('worker');
    const delays = does === 'cold' ? COLD_MS : does === 'late' ? LATE_MS : WARM_MS;
    const delayMs = random.int(delays[0], delays[1]);
    const { turn } = event as { turn?: number };
    if (does === 'killed' && turn !== undefined) unbegun.add(turn);
    this.run(event, delayMs, new Life(does === 'killed' ? random.int(1, STEPS) : Infinity));
    if (does === 'twice') this.run(event, delayMs + random.int(...AGAIN_AFTER_MS), new Life());
  }

  private run(event: unknown, delayMs: number, life: Life): void {
    void this.deps.clock.sleep(delayMs).then(() => this.work(event, life));
  }
}
