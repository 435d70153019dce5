import type { Attempts, Patience } from '../custom-resource/patience';
import { worthOf } from './transient';

/**
 * Asks a carrier with more patience than its client has. Only for what may be asked twice, or with `already`, which
 * looks whether the failed call took effect.
 */
export function patiently<T>(
  time: Patience,
  asked: Omit<Attempts<T>, 'worth'> & Partial<Attempts<T>>,
): Promise<T> {
  return time.attempt({ worth: worthOf, ...asked });
}
