/** Every error that this project throws on purpose. `message` says what to do next. */
export class ByonError extends Error {
  override readonly name: string = 'ByonError';
}

/** Something was looked up by its key and is not there. */
export class NotFoundError extends ByonError {
  override readonly name = 'NotFoundError';
}

/** One fault of an input: where, and what to do about it. `line` counts from 1. */
export interface Fault {
  path: string;
  message: string;
  line?: number;
}

/** An input with faults. All of them, not just the first. */
export class InvalidInputError extends ByonError {
  override readonly name = 'InvalidInputError';

  constructor(
    readonly subject: string,
    readonly faults: readonly Fault[],
  ) {
    const lines = faults.map(({ path, message, line }) => {
      const where = [line === undefined ? '' : `line ${line}`, path].filter(Boolean).join(', ');
      return `  ${where ? `${where}: ` : ''}${message}`;
    });
    super(`${subject} has ${faults.length} fault${faults.length === 1 ? '' : 's'}:\n${lines.join('\n')}`);
  }
}

/** A speech or language provider failed. `kind` says whether trying again, or another key, can help. */
export class ProviderError extends ByonError {
  override readonly name = 'ProviderError';
  /** How long the provider wants to be left alone, in milliseconds, where it said so. */
  readonly retryAfterMs: number | undefined;

  constructor(
    readonly provider: string,
    readonly kind: 'unauthorised' | 'rate-limited' | 'refused' | 'unavailable' | 'timeout' | 'nonsense',
    detail: string,
    { retryAfterMs, ...options }: ErrorOptions & { retryAfterMs?: number | undefined } = {},
  ) {
    super(`${provider}: ${detail}`, options);
    this.retryAfterMs = retryAfterMs;
  }
}
