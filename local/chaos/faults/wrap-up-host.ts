import type { Clock } from '../../../lambda/core/ports';
import { asLambdaDoes } from '../../company';
import type { Random } from '../random';
import { Life } from './mortal';
import type { Weather } from './weather';

const WARM_MS = [5, 20] as const;
const COLD_MS = [300, 1500] as const;
const LATE_MS = [1000, 60_000] as const;
const AGAIN_AFTER_MS = [0, 60_000] as const;
const STEPS = 30;
/** The function's own limit, after which Lambda counts an attempt as failed. */
const TIMEOUT_MS = 160_000;

type Work = (job: unknown, life: Life, requestId: string) => Promise<void>;

/** Lambda, as it runs the wrap-up: asynchronously, at least once, three times when it fails. */
export class WrapUpHost {
  /** Jobs that have failed three times. */
  readonly deadLetters: unknown[] = [];
  private requests = 0;

  constructor(
    private readonly work: Work,
    private readonly deps: { clock: Clock; weather: Weather; random: Random },
  ) {}

  /** Takes a job, and does not wait for what comes of it. */
  invoke(job: unknown): void {
    const requestId = `request-${++this.requests}`;
    void this.run(job, requestId, 0);
  }

  private async run(job: unknown, requestId: string, delayMs: number): Promise<void> {
    const { clock } = this.deps;
    await clock.sleep(delayMs);
    const isDone = await asLambdaDoes(() => this.attempt(job, requestId), clock);
    if (!isDone) this.deadLetters.push(job);
  }

  private async attempt(job: unknown, requestId: string): Promise<void> {
    const { clock, weather, random } = this.deps;
    const does = weather.next('wrapping up');
    if (does === 'twice') void this.run(job, requestId, random.int(...AGAIN_AFTER_MS));
    const [from, to] = does === 'cold' ? COLD_MS : does === 'late' ? LATE_MS : WARM_MS;
    await clock.sleep(random.int(from, to));
    const life = new Life(does === 'killed' ? random.int(1, STEPS) : Infinity);
    const over = new AbortController();
    const tooLate = clock.sleep(TIMEOUT_MS, over.signal).then(() => {
      if (!over.signal.aborted) throw new Error('Task timed out');
    });
    try {
      await Promise.race([this.work(job, life, requestId), tooLate]);
    } finally {
      over.abort();
    }
  }
}
