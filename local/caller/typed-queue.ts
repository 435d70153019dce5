/**
 * What was typed, handed out one by one, each when the agent listens: whatever is said before a recording begins
 * is lost, and nobody types as quickly as they speak.
 */
export class TypedQueue<Line> {
  private readonly waiting: Line[] = [];
  private listening = false;
  private closed = false;

  /**
   * @param take a line whose turn it is.
   * @param end nothing waits and nothing more will come.
   */
  constructor(
    private readonly take: (line: Line) => void,
    private readonly end: () => void = () => undefined,
  ) {}

  add(line: Line): void {
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
