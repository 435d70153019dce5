import type { Path } from '../carrier-call';
import { isNotThere } from '../carrier-error';
import type { VobizConnection } from './connection';

/** Removes something of ours. What is gone already is removed. */
export async function removed(vobiz: VobizConnection, path: Path): Promise<void> {
  try {
    await vobiz.send({ method: 'DELETE', path });
  } catch (error) {
    if (!isNotThere(error)) throw error;
  }
}
