/** Digits as they are keyed, until there are enough or a terminator comes. */
export class DigitBuffer {
  digits = '';
  terminator?: string;
  private next = new AbortController();

  constructor(
    private readonly most: number,
    private readonly terminators: readonly string[],
  ) {}

  get isEmpty(): boolean {
    return this.digits === '' && this.terminator === undefined;
  }
  get isComplete(): boolean {
    return this.digits.length >= this.most || this.terminator !== undefined;
  }
  /** Aborts with the next key. */
  get nextKey(): AbortSignal {
    return this.next.signal;
  }

  press(key: string): void {
    if (this.isComplete) return;
    if (this.terminators.includes(key)) this.terminator = key;
    else this.digits += key;
    this.next.abort();
    this.next = new AbortController();
  }

  clear(): void {
    this.digits = '';
    this.terminator = undefined;
  }
}
