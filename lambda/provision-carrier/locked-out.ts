import { CarrierError } from '../adapters/carriers/carrier-error';
import { ByonError } from '../core/errors';

/** The credentials of an account can't be read, or are none. */
export class NoCredentialsError extends ByonError {
  override readonly name = 'NoCredentialsError';
}

/** Whether an account does not let us in: then nothing can have been made in it, and nothing can be removed. */
export function isLockedOut(error: unknown): boolean {
  if (error instanceof CarrierError) return error.status === 401 || error.status === 403;
  return error instanceof NoCredentialsError;
}
