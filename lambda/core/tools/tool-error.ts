import { ByonError } from '../errors';

/**
 * A tool could not be run, or failed. `kind` says what is known of its work: `refused`, it was not done;
 * `failed` and `timeout`, it may have been done or not. The message is for the log: it quotes neither what
 * was sent nor what was answered.
 */
export class ToolError extends ByonError {
  override readonly name = 'ToolError';

  constructor(
    readonly tool: string,
    readonly kind: 'refused' | 'failed' | 'timeout',
    detail: string,
    options?: ErrorOptions,
  ) {
    super(`the tool ${tool}: ${detail}`, options);
  }
}
