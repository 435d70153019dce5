import { ByonError } from '../../lambda/core/errors';

/** A key was not stored. The message says why and what to do, and holds nothing of the key. */
export class KeyNotSetError extends ByonError {
  override readonly name = 'KeyNotSetError';
}
