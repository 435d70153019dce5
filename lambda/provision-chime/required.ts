import { ByonError } from '../core/errors';

/** What the service always answers, though its types leave it open. */
export function required<T>(value: T | undefined, name: string): T {
  if (value === undefined)
    throw new ByonError(`Amazon Chime SDK Voice answered without ${name}; deploy again`);
  return value;
}
