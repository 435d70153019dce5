import type { Clock, Providers } from '../../../lambda/core/ports';

/** An invocation that may be killed: from then on nothing that it does has an effect, and it never ends. */
export class Life {
  private steps = 0;
  private isOver = false;

  /** @param stepsAtMost the things that it may begin to wait for before it is killed. */
  constructor(private readonly stepsAtMost = Infinity) {}

  get over(): boolean {
    return this.isOver;
  }

  /** Does something that is waited for, as long as it lives. What was begun before it was killed is done. */
  async live<T>(work: () => T | Promise<T>): Promise<T> {
    if (++this.steps > this.stepsAtMost) this.isOver = true;
    if (this.isOver) return NEVER;
    const result = await work();
    return this.isOver ? NEVER : result;
  }

  async *stream<T>(items: () => AsyncIterable<T>): AsyncGenerator<T> {
    for await (const item of items()) yield await this.live(() => item);
  }
}

const NEVER = new Promise<never>(() => undefined);

/** Ports all of whose methods are waited for, as one invocation has them. */
export function mortal<T extends object>(port: T, life: Life): T {
  return new Proxy(port, {
    get: (target, name) => {
      const member: unknown = Reflect.get(target, name);
      if (typeof member !== 'function') return member;
      return (...args: unknown[]) => life.live(() => (member as Method).apply(target, args));
    },
  });
}

/** Providers, as one invocation has them. */
export function mortalProviders({ stt, llm, tts }: Providers, life: Life): Providers {
  return {
    stt: mortal(stt, life),
    llm: { reply: (request) => life.stream(() => llm.reply(request)) },
    tts: mortal(tts, life),
  };
}

/** A clock, as one invocation has it: the time goes on, but nobody wakes up any more. */
export function mortalClock(clock: Clock, life: Life): Clock {
  return { now: () => clock.now(), sleep: (ms, signal) => life.live(() => clock.sleep(ms, signal)) };
}

type Method = (this: unknown, ...args: unknown[]) => unknown;
