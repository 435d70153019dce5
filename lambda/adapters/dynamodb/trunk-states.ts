import { NEW_TRUNK, trunkState, type TrunkState, type TrunkStates } from '../../core/outbound/trunk-slots';
import { findIn, putIf } from './compliance-table';
import { expiryAfter, type Key } from './items';
import type { Expiring } from './set-if';

const trunkKey = (carrier: string): Key => ({ pk: `TRUNK#${carrier}`, sk: 'TRUNK' });

/** What carriers have to do, in the calls table: one item each. */
export class DynamoTrunkStates implements TrunkStates {
  constructor(private readonly options: Expiring) {}

  async read(carrier: string): Promise<TrunkState> {
    return (await findIn(this.options, trunkKey(carrier), trunkState)) ?? NEW_TRUNK;
  }

  async replace(carrier: string, state: TrunkState): Promise<boolean> {
    const { clock, ttlDays } = this.options;
    const item = { ...state, expiresAt: expiryAfter(ttlDays, clock.now()) };
    const condition = state.version === 1 ? 'attribute_not_exists(pk)' : 'version = :seen';
    const values = state.version === 1 ? undefined : { ':seen': state.version - 1 };
    return putIf(this.options, trunkKey(carrier), item, condition, values);
  }
}
