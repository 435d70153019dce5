import type { DialAnswer } from '../../core/calls/dial';
import { ByonError } from '../../core/errors';
import { AmbiguousError } from './carrier-error';

/**
 * What became of asking a carrier to dial. All that this project throws on purpose says that nothing was dialled: the
 * carrier refused, our guard did, or an order was unfit. The one exception stays thrown, as does what nobody foresaw.
 *
 * @param asked gives the carrier's id of the call.
 */
export async function dialAnswer(asked: Promise<string>): Promise<DialAnswer> {
  try {
    return { state: 'placed', call: await asked };
  } catch (error) {
    if (!(error instanceof ByonError) || error instanceof AmbiguousError) throw error;
    return { state: 'refused', failure: error.message };
  }
}
