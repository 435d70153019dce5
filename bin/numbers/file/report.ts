import { createWriteStream, mkdirSync, type WriteStream } from 'node:fs';
import * as path from 'node:path';
import { once } from 'node:events';
import { stringify } from 'csv-stringify/sync';

/** So many lines a person reads on a screen. */
const SHOWN = 20;

/** Lines of which the first stand on the screen, and, where there are more, all in a CSV file. */
export class Report {
  /** The first ones, without all that may follow. */
  readonly shown: string[][] = [];
  count = 0;
  private stream: WriteStream | undefined;

  constructor(
    readonly file: string,
    private readonly head: readonly string[],
  ) {}

  get hasFile(): boolean {
    return this.stream !== undefined;
  }

  async add(row: string[]): Promise<void> {
    this.count += 1;
    if (this.count <= SHOWN) {
      this.shown.push(row);
      return;
    }
    if (!this.stream) {
      mkdirSync(path.dirname(this.file), { recursive: true });
      this.stream = createWriteStream(this.file);
      await this.put([[...this.head], ...this.shown]);
    }
    await this.put([row]);
  }

  async close(): Promise<void> {
    if (!this.stream) return;
    this.stream.end();
    await once(this.stream, 'finish');
  }

  private async put(rows: string[][]): Promise<void> {
    if (!this.stream!.write(stringify(rows))) await once(this.stream!, 'drain');
  }
}
