import { optOutRecord, type OptOutRecord, type OptOuts } from '../../core/calls/opt-out';
import { findIn, putIf, type RegistryTable } from './compliance-table';
import { optOutKey } from './registry-keys';

/** Opt-outs in the registry table, which keeps them for ever. */
export class DynamoOptOuts implements OptOuts {
  constructor(private readonly options: RegistryTable) {}

  async add(record: OptOutRecord): Promise<void> {
    await putIf(this.options, optOutKey(record.callee), record, 'attribute_not_exists(pk)');
  }

  async find(callee: string): Promise<OptOutRecord | undefined> {
    return findIn(this.options, optOutKey(callee), optOutRecord);
  }
}
