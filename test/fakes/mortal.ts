/** A worker that dies at a step of its way: from then on nothing that it asks for comes back. */
export class Life {
  steps = 0;

  /** @param most steps that it lives. */
  constructor(private readonly most = Infinity) {}

  async step(): Promise<void> {
    if (this.steps >= this.most) await new Promise(() => {});
    this.steps++;
  }

  /** A port whose calls may be the last: before they are made, or when they are done and nobody hears of it. */
  of<T extends object>(port: T): T {
    return new Proxy(port, {
      get: (target, name) => {
        const member: unknown = Reflect.get(target, name);
        if (typeof member !== 'function') return member;
        return async (...given: unknown[]) => {
          await this.step();
          const done: unknown = await (member as (...all: unknown[]) => unknown).apply(target, given);
          await this.step();
          return done;
        };
      },
    });
  }
}
