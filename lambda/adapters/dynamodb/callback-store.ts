import { ConditionalCheckFailedException, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { CallbackRecord, Callbacks } from '../../core/calls/callback';
import { expiryAfter, toItem, type Key } from './items';
import type { Expiring } from './set-if';

const callbackKey = ({ number, callId }: Pick<CallbackRecord, 'number' | 'callId'>): Key => ({
  pk: `CALLBACK#${number}`,
  sk: `CALL#${callId}`,
});

/** Callbacks in the calls table, kept as long as calls from the time on at which they are due. */
export class DynamoCallbacks implements Callbacks {
  constructor(private readonly options: Omit<Expiring, 'clock'>) {}

  async save(record: CallbackRecord): Promise<boolean> {
    const { client, table, ttlDays } = this.options;
    const item = { ...record, expiresAt: expiryAfter(ttlDays, record.at) };
    try {
      await client.send(
        new PutItemCommand({
          TableName: table,
          Item: toItem(callbackKey(record), item),
          ConditionExpression: 'attribute_not_exists(pk) OR #status = :waiting',
          ExpressionAttributeNames: { '#status': 'status' },
          ExpressionAttributeValues: marshall({ ':waiting': 'waiting' }),
        }),
      );
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  }
}
