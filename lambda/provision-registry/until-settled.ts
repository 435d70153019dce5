import type { Key } from '../adapters/dynamodb/items';
import type { DynamoRegistryStore, Present } from '../adapters/dynamodb/registry-store';
import { ByonError } from '../core/errors';

/** More often than an operator, or the same event come twice, changes one record in a few seconds. */
const ATTEMPTS = 8;

/**
 * Does what depends on how a record is at present, and again with a fresh look when somebody else was quicker.
 *
 * @param act gives undefined when the record was not as it was seen.
 */
export async function untilSettled<T>(
  key: Key,
  { store, present }: { store: DynamoRegistryStore; present: Present | undefined },
  act: (seen: Present | undefined) => Promise<T | undefined>,
): Promise<T> {
  let seen = present;
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const result = await act(seen);
    if (result !== undefined) return result;
    seen = (await store.read([key])).get(key.pk);
  }
  throw new ByonError(
    'somebody else keeps changing a record that this deployment changes; deploy again when they are done',
  );
}
