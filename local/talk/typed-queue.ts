/** What was typed, handed out one by one, each when the agent listens. Nothing that comes early is lost. */
export class TypedQueue {
  private readonly waiting: string[] = [];
  private listening = false;
  private closed = false;

  /**
   * @param take a line whose turn it is.
   * @param end nothing waits and nothing more will come.
   */
  constructor(
    private readonly take: (line: string) => void,
    private readonly end: () => void,
  ) {}

  add(line: string): void {
    this.waiting.push(line);
    this.next();
  }

  /** Nothing more is typed. */
  close(): void {
    this.closed = true;
    this.next();
  }

  /** The agent listens from now on. */
  listen(): void {
    this.listening = true;
    this.next();
  }

  /** The agent listens no more. */
  stop(): void {
    this.listening = false;
  }

  private next(): void {
    if (!this.listening) return;
    const line = this.waiting.shift();
    if (line === undefined && !this.closed) return;
    this.listening = false;
    if (line === undefined) this.end();
    else this.take(line);
  }
}
