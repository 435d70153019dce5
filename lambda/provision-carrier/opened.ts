import { ByonError } from '../core/errors';
import type { Log } from '../core/ports';
import { isLockedOut, NoCredentialsError } from './locked-out';

/** The way to an account. @throws NoCredentialsError. */
export async function opened<T>(opening: Promise<T>): Promise<T> {
  try {
    return await opening;
  } catch (error) {
    if (!(error instanceof ByonError)) throw error;
    throw new NoCredentialsError(error.message, { cause: error });
  }
}

/** Does what can only be of use in an account that lets us in. */
export async function unlessLockedOut(log: Log, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!isLockedOut(error)) throw error;
    log.warn('nothing was looked for in an account that does not let us in', { error });
  }
}
