import { ByonError } from '../errors';

/** A webhook was not taken. The message quotes neither what was sent nor what was answered. */
export class WebhookError extends ByonError {
  override readonly name = 'WebhookError';

  constructor(
    /** Whether the same request may be taken later. */
    readonly worthAnotherTry: boolean,
    detail: string,
    options?: ErrorOptions,
  ) {
    super(`the webhook: ${detail}`, options);
  }
}
