import { pace, type Pace } from '../../core/outbound/campaign/pacing';
import type { PaceStore } from '../../core/outbound/campaign/ports';
import { findIn, putIf, type RegistryTable } from './compliance-table';
import type { Key } from './items';

const paceKey = (carrier: string): Key => ({ pk: `PACE#${carrier}`, sk: 'PACE' });

/** Up to when dials are planned, in the table of the campaigns: one item for each carrier. */
export class DynamoPaces implements PaceStore {
  constructor(private readonly options: RegistryTable) {}

  async read(carrier: string): Promise<Pace> {
    return (await findIn(this.options, paceKey(carrier), pace)) ?? { version: 0, nextAt: 0 };
  }

  async replace(carrier: string, changed: Pace): Promise<boolean> {
    const before = changed.version - 1;
    if (before === 0) return putIf(this.options, paceKey(carrier), changed, 'attribute_not_exists(pk)');
    return putIf(this.options, paceKey(carrier), changed, 'version = :before', { ':before': before });
  }
}
