import type { Writable } from 'node:stream';
import type { Output } from '../../registry/output';

/** Tells how far something is. */
export interface Progress {
  advance(rows: number): void;
  end(): void;
}

/** A line for each so many rows, where nobody watches. */
const ROWS_A_LINE = 10_000;

/** A bar on a terminal, plain lines elsewhere. @param total where it is known. */
export async function progressOf(what: string, output: Output, total?: number): Promise<Progress> {
  if (output.isTTY !== true) return plainLines(what, output, total);
  const { progress, spinner } = await import('@clack/prompts');
  const settings = { output: output as Writable };
  let rows = 0;
  if (total === undefined) {
    const wheel = spinner(settings);
    wheel.start(what);
    return {
      advance: (more) => wheel.message(`${what}: ${told((rows += more))} rows`),
      end: () => wheel.stop(`${what}: ${told(rows)} rows`),
    };
  }
  const bar = progress({ ...settings, max: Math.max(1, total) });
  bar.start(what);
  return {
    advance: (more) => bar.advance(more, `${what}: ${told((rows += more))} of ${told(total)} rows`),
    end: () => bar.stop(`${what}: ${told(rows)} of ${told(total)} rows`),
  };
}

function plainLines(what: string, output: Output, total: number | undefined): Progress {
  let rows = 0;
  let next = ROWS_A_LINE;
  return {
    advance: (more) => {
      rows += more;
      if (rows < next) return;
      next = Math.floor(rows / ROWS_A_LINE + 1) * ROWS_A_LINE;
      output.write(`${what}: ${told(rows)}${total === undefined ? '' : ` of ${told(total)}`} rows\n`);
    },
    end: () => undefined,
  };
}

/** As in `100,000`. */
export function told(count: number): string {
  return count.toLocaleString('en-US');
}
