import { clearLine, createInterface, cursorTo, type Interface } from 'node:readline';
import pc from 'picocolors';

export interface Streams {
  input: NodeJS.ReadableStream;
  output: NodeJS.WritableStream & { isTTY?: boolean };
}

const YOU = `${pc.cyan('you')}    `;

/** The terminal of a talk. What it prints never breaks into what the person is typing. */
export class Screen {
  /** A person sits there; otherwise a script is read and a transcript written. */
  readonly isLive: boolean;
  private readonly lines: Interface;
  private readonly output: Streams['output'];
  private isOpen = true;

  constructor({ input, output }: Streams) {
    this.isLive = output.isTTY === true && (input as { isTTY?: boolean }).isTTY === true;
    this.output = output;
    this.lines = createInterface({ input, ...(this.isLive && { output }), prompt: YOU });
    this.lines.on('close', () => (this.isOpen = false));
  }

  onLine(take: (line: string) => void): void {
    this.lines.on('line', (line) => {
      take(line.trim());
      this.prompt();
    });
  }

  /** @param end Ctrl-D, Ctrl-C, or the end of the script. */
  onEnd(end: () => void): void {
    this.lines.on('close', end);
  }

  /** A line that is taken from a script; a person has seen it while typing. */
  echo(line: string): void {
    if (!this.isLive) this.print(`${YOU}${line}`);
  }

  agent(words: string): void {
    this.print(`${pc.magenta('agent')}  ${words}`);
  }

  note(text: string): void {
    this.print(pc.dim(text));
  }

  close(): void {
    this.clear();
    this.lines.close();
  }

  private print(line: string): void {
    this.clear();
    this.output.write(`${line}\n`);
    this.prompt();
  }

  /** What the person has typed so far comes back with the next prompt. */
  private clear(): void {
    if (!this.isLive) return;
    cursorTo(this.output, 0);
    clearLine(this.output, 0);
  }

  private prompt(): void {
    if (this.isLive && this.isOpen) this.lines.prompt(true);
  }
}
