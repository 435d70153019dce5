import { DeleteItemCommand } from '@aws-sdk/client-dynamodb';
import { stop, type OutboundSwitch, type Stop } from '../../core/outbound/guards';
import { requestRecord, type DialRequests, type RequestRecord } from '../../core/outbound/requests';
import { findIn, putIf, type RegistryTable } from './compliance-table';
import { keyOf, type Key } from './items';

const NEW = 'attribute_not_exists(pk)';

const requestKey = (reference: string): Key => ({ pk: `DIALREQUEST#${reference}`, sk: 'DIALREQUEST' });

/** Requests in the registry table, which keeps them for ever. */
export class DynamoDialRequests implements DialRequests {
  constructor(private readonly options: RegistryTable) {}

  async open(record: RequestRecord): Promise<RequestRecord> {
    const key = requestKey(record.reference);
    if (await putIf(this.options, key, record, NEW)) return record;
    const first = await findIn(this.options, key, requestRecord);
    if (!first) throw new Error('a request that was noted before is not there any more');
    return first;
  }
}

const SWITCH: Key = { pk: 'OUTBOUND', sk: 'SWITCH' };

/** The switch in the registry table. Whoever reads it sees what was written before. */
export class DynamoOutboundSwitch implements OutboundSwitch {
  constructor(private readonly options: RegistryTable) {}

  async find(): Promise<Stop | undefined> {
    return findIn(this.options, SWITCH, stop);
  }

  async stop(record: Stop): Promise<boolean> {
    return putIf(this.options, SWITCH, record, NEW);
  }

  async resume(): Promise<boolean> {
    const { client, table } = this.options;
    const { Attributes } = await client.send(
      new DeleteItemCommand({ TableName: table, Key: keyOf(SWITCH), ReturnValues: 'ALL_OLD' }),
    );
    return Attributes !== undefined;
  }
}
