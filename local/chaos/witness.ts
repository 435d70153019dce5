import type { Log } from '../../lambda/core/ports';

/** Sees all that a call leaves behind: what is written, logged, told, handed on. */
export class Witness {
  private readonly seen: { where: string; what: unknown }[] = [];

  readonly log: Log = {
    info: (...entry) => this.saw('a log message', entry),
    warn: (...entry) => this.saw('a log message', entry),
    error: (...entry) => this.saw('a log message', entry),
  };

  /** @param what is looked at later: whoever shows it must not change it. */
  saw(where: string, what: unknown): void {
    this.seen.push({ where, what });
  }

  /** @returns where a text was seen, each place once. */
  placesOf(text: string): string[] {
    const found = this.seen.filter(({ what }) => JSON.stringify(what, legible)?.includes(text));
    return [...new Set(found.map(({ where }) => where))];
  }
}

function legible(_: string, value: unknown): unknown {
  return value instanceof Error ? { ...value, text: value.stack } : value;
}
