/** The keys of one party's telephone. Whoever listens hears each key; nobody hears a key from before. */
export class Keypad {
  private readonly listeners = new Set<(key: string) => void>();

  press(key: string): void {
    for (const listener of [...this.listeners]) listener(key);
  }

  /** @returns ends the listening. */
  listen(listener: (key: string) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Does `work` with a signal that the first of `keys` aborts, and tells which key that was. */
  async until<T>(
    keys: readonly string[],
    work: (pressed: AbortSignal) => Promise<T>,
  ): Promise<{ result: T; key?: string }> {
    const pressed = new AbortController();
    let key: string | undefined;
    const leave = this.listen((pressedKey) => {
      if (key !== undefined || !keys.includes(pressedKey)) return;
      key = pressedKey;
      pressed.abort();
    });
    try {
      return { result: await work(pressed.signal), key };
    } finally {
      leave();
    }
  }
}
