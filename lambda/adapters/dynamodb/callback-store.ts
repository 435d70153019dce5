import { QueryCommand } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import {
  callbackRecord,
  type CallbackKey,
  type CallbackRecord,
  type Callbacks,
  type DueCallbacks,
} from '../../core/calls/callback';
import { findIn, putIf } from './compliance-table';
import { expiryAfter, type Key } from './items';
import type { Expiring } from './set-if';

const NUMBER = 'CALLBACK#';
const CALL = 'CALL#';
const callbackKey = ({ number, callId }: CallbackKey): Key => ({
  pk: `${NUMBER}${number}`,
  sk: `${CALL}${callId}`,
});

/** The partition of `gsi1`, which has keys only, and is there where the stack dials callbacks. */
const DUE = 'CALLBACKS';
const moment = (at: number) => String(at).padStart(16, '0');

/** Callbacks in the calls table, kept as long as calls from the time on at which they are due. */
export class DynamoCallbacks implements Callbacks, DueCallbacks {
  constructor(private readonly options: Omit<Expiring, 'clock'>) {}

  async save(record: CallbackRecord): Promise<boolean> {
    return this.put(record, 'attribute_not_exists(pk) OR #status = :status', { ':status': 'waiting' });
  }

  async due(now: number, most: number): Promise<CallbackKey[]> {
    const { client, table } = this.options;
    const { Items = [] } = await client.send(
      new QueryCommand({
        TableName: table,
        IndexName: 'gsi1',
        KeyConditionExpression: 'gsi1pk = :of AND gsi1sk < :until',
        ExpressionAttributeValues: marshall({ ':of': DUE, ':until': moment(now + 1) }),
        Limit: most,
      }),
    );
    return Items.map((item) => {
      const { pk, sk } = unmarshall(item) as Key;
      return { number: pk.slice(NUMBER.length), callId: sk.slice(CALL.length) };
    });
  }

  async find(key: CallbackKey): Promise<CallbackRecord | undefined> {
    return findIn(this.options, callbackKey(key), callbackRecord);
  }

  async replace({ status, nextAt }: CallbackRecord, record: CallbackRecord): Promise<boolean> {
    const before = { ':status': status, ':nextAt': nextAt };
    return this.put(record, '#status = :status AND nextAt = :nextAt', before);
  }

  private async put(
    record: CallbackRecord,
    condition: string,
    values: Record<string, unknown>,
  ): Promise<boolean> {
    const expiresAt = expiryAfter(this.options.ttlDays, record.at);
    const item = { ...record, ...placeOf(record), expiresAt };
    return putIf(this.options, callbackKey(record), item, condition, values, { '#status': 'status' });
  }
}

/** Where the index has it: nowhere once it is over. */
function placeOf({ nextAt, callId }: CallbackRecord): object {
  return nextAt === undefined ? {} : { gsi1pk: DUE, gsi1sk: `${moment(nextAt)}#${callId}` };
}
