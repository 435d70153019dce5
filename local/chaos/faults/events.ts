import type { Clock } from '../../../lambda/core/ports';
import type { Random } from '../random';
import { Life } from './mortal';
import type { Weather } from './weather';

/** Answers one event of the call, with the ports of one invocation. */
export type Invocation = (event: unknown, life: Life, cold: boolean) => Promise<unknown>;

const COLD_MS = [300, 1500] as const;
const LATE_MS = [100, 1500] as const;
const AGAIN_AFTER_MS = [200, 8000] as const;
/** Things that an invocation waits for, within which it may be killed. */
const STEPS = 20;

/** A span of time of the call, in milliseconds since the epoch. */
export interface Span {
  from: number;
  to: number;
}

/** How the events of a call reach the call handler. */
export class Delivery {
  /** When an invocation was dead and the platform had not asked again yet: it waits 5 s, and nobody else can. */
  readonly deadTimes: Span[] = [];
  /** What the handler threw; it is to throw nothing. */
  readonly thrown: string[] = [];
  private readonly dead = new Map<number, number>();

  constructor(
    private readonly invoke: Invocation,
    private readonly deps: { clock: Clock; weather: Weather; random: Random },
  ) {}

  /** Delivers an event, once or as often as the weather says. The platform takes what comes first. */
  async deliver(event: unknown): Promise<unknown> {
    const { clock, weather, random } = this.deps;
    this.noteRetry(event);
    const does = weather.next('events');
    switch (does) {
      case 'late':
        await clock.sleep(random.int(...LATE_MS));
        return this.ask(event);
      case 'cold':
        await clock.sleep(random.int(...COLD_MS));
        return this.ask(event, new Life(), true);
      case 'twice':
        return (await Promise.all([this.ask(event), this.ask(event)]))[random.int(0, 1)];
      case 'twice, late':
        void clock.sleep(random.int(...AGAIN_AFTER_MS)).then(() => this.ask(event));
        return this.ask(event);
      case 'crash':
        throw new Error('the function crashed before it came to the handler');
      case 'killed':
        return this.mourn(event, this.ask(event, new Life(random.int(1, STEPS))));
      case 'answer lost':
        return this.mourn(
          event,
          this.ask(event).then(() => new Promise(() => undefined)),
        );
      default:
        return this.ask(event);
    }
  }

  private async ask(event: unknown, life = new Life(), cold = false): Promise<unknown> {
    try {
      return await this.invoke(event, life, cold);
    } catch (error) {
      this.thrown.push(String(error));
      throw error;
    }
  }

  /** An invocation that may never answer. From its start on, the platform is the only one who can go on. */
  private mourn(event: unknown, answer: Promise<unknown>): Promise<unknown> {
    const sequence = sequenceOf(event);
    this.dead.set(sequence, this.deps.clock.now());
    return answer.then((value) => {
      this.dead.delete(sequence);
      return value;
    });
  }

  private noteRetry(event: unknown): void {
    const from = this.dead.get(sequenceOf(event));
    if (from === undefined) return;
    this.dead.delete(sequenceOf(event));
    this.deadTimes.push({ from, to: this.deps.clock.now() });
  }
}

function sequenceOf(event: unknown): number {
  return (event as { Sequence: number }).Sequence;
}
