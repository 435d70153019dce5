import { scrubRecord, type ScrubRecord, type ScrubStore } from '../../core/compliance/scrub';
import { findIn, putIf, type RegistryTable } from './compliance-table';
import type { Key } from './items';

const scrubKey = (callee: string): Key => ({ pk: `SCRUB#${callee}`, sk: 'LATEST' });

/** Results of scrubs in the registry table: the newest of each callee. */
export class DynamoScrubs implements ScrubStore {
  constructor(private readonly options: RegistryTable) {}

  async save(record: ScrubRecord): Promise<boolean> {
    const newer = 'attribute_not_exists(pk) OR scrubbedAt <= :at';
    return putIf(this.options, scrubKey(record.callee), record, newer, { ':at': record.scrubbedAt });
  }

  async find(callee: string): Promise<ScrubRecord | undefined> {
    return findIn(this.options, scrubKey(callee), scrubRecord);
  }
}
