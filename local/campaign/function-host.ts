import { Life } from '../chaos/faults/mortal';
import type { Random } from '../chaos/random';
import type { LocalClock } from '../clock';

export interface HostPorts {
  clock: LocalClock;
  random: Random;
  /** How often an invocation is killed, from 0 to 1. */
  killed: number;
  struck: (fault: string) => void;
}

/** What became of an invocation: its answer, or that it was killed or took too long. */
export type Invoked<T> = { answer: T } | 'dead';

/** Lambda, as it runs a function that may die at any step. */
export class FunctionHost {
  constructor(private readonly ports: HostPorts) {}

  /**
   * @param steps up to which the function is killed, if it is. @param timeoutMs after which Lambda ends it.
   * @param run makes the function anew out of mortal ports, and runs it.
   */
  async invoke<T>(
    { name, steps, timeoutMs }: { name: string; steps: number; timeoutMs: number },
    run: (life: Life) => Promise<T>,
  ): Promise<Invoked<T>> {
    const { clock, random, killed, struck } = this.ports;
    const dies = random.chance(killed);
    if (dies) struck(`${name}: killed`);
    const life = new Life(dies ? random.int(1, steps) : Infinity);
    const done = new AbortController();
    const timeout = clock.sleep(timeoutMs, done.signal).then((): Invoked<T> => 'dead');
    try {
      return await Promise.race([run(life).then((answer): Invoked<T> => ({ answer })), timeout]);
    } finally {
      done.abort();
    }
  }
}
