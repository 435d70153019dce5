/** What goes wrong with the methods of a port: it runs before the method itself does. */
export type Faults<T> = Partial<Record<keyof T & string, () => Promise<void>>>;

/** A port that works, but for the faults that a test sets and removes while it runs. */
export function faulty<T extends object>(port: T, faults: Faults<T>): T {
  return new Proxy(port, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name);
      if (typeof member !== 'function') return member;
      return async (...given: unknown[]) => {
        await faults[name as keyof T & string]?.();
        return (member as (...all: unknown[]) => unknown).apply(target, given);
      };
    },
  });
}

export const throws = (message: string) => (): Promise<void> => Promise.reject(new Error(message));
export const hangs = (): Promise<void> => new Promise(() => {});
