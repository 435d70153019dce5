/** A line that the person typed instead of speaking it. */
export interface TypedLine {
  id: string;
  text: string;
  /** Line audio of the text. */
  pcm: Int16Array;
}

/**
 * What is typed is spoken as soon as the agent listens, one line for each time that it does: whatever is said
 * before a recording begins is lost, and nobody types as quickly as they speak.
 */
export class TypedLines {
  private readonly waiting: TypedLine[] = [];
  private listening = false;
  private current?: TypedLine;

  constructor(private readonly speak: (line: TypedLine) => void) {}

  /** The line that is spoken, or was spoken last, while the agent listens. */
  get spoken(): TypedLine | undefined {
    return this.current;
  }

  add(line: TypedLine): void {
    this.waiting.push(line);
    this.next();
  }

  /** The agent listens from now on. */
  listen(): void {
    this.listening = true;
    this.next();
  }

  /** @returns the line that was spoken while the agent listened, if one was. */
  stop(): TypedLine | undefined {
    const { current } = this;
    this.listening = false;
    this.current = undefined;
    return current;
  }

  private next(): void {
    if (!this.listening || this.current) return;
    this.current = this.waiting.shift();
    if (this.current) this.speak(this.current);
  }
}
