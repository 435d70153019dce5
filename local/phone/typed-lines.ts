import { TypedQueue } from '../caller/typed-queue';

/** A line that the person typed instead of speaking it. */
export interface TypedLine {
  id: string;
  text: string;
  /** Line audio of the text. */
  pcm: Int16Array;
}

/** What is typed is spoken as soon as the agent listens, one line for each time that it does. */
export class TypedLines {
  private current?: TypedLine;
  private readonly queue: TypedQueue<TypedLine>;

  constructor(speak: (line: TypedLine) => void) {
    this.queue = new TypedQueue((line) => {
      this.current = line;
      speak(line);
    });
  }

  /** The line that is spoken, or was spoken last, while the agent listens. */
  get spoken(): TypedLine | undefined {
    return this.current;
  }

  add(line: TypedLine): void {
    this.queue.add(line);
  }

  /** The agent listens from now on. */
  listen(): void {
    this.queue.listen();
  }

  /** @returns the line that was spoken while the agent listened, if one was. */
  stop(): TypedLine | undefined {
    const { current } = this;
    this.current = undefined;
    this.queue.stop();
    return current;
  }
}
