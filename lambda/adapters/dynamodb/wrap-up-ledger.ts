import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import { callRecord } from '../../core/calls/records';
import type { Claim, WrapUpLedger } from '../../core/memory/ports';
import { fromItem, keyOf, type Key } from './items';
import { setIf, type Expiring } from './set-if';

/** Claims in the records of the calls themselves. */
export class DynamoWrapUpLedger implements WrapUpLedger {
  constructor(private readonly options: Expiring) {}

  async claim({ callId, by, now, until }: Claim): ReturnType<WrapUpLedger['claim']> {
    const key: Key = { pk: `CALL#${callId}`, sk: 'META' };
    const claimed = await setIf(
      this.options,
      key,
      { wrapUpBy: by, wrapUpUntil: until },
      'attribute_exists(pk) AND attribute_not_exists(wrappedUpAt) AND ' +
        '(attribute_not_exists(#wrapUpUntil) OR #wrapUpUntil <= :now OR #wrapUpBy = :wrapUpBy)',
      { ':now': now },
    );
    if (claimed) return 'claimed';
    const { client, table } = this.options;
    const { Item } = await client.send(
      new GetItemCommand({ TableName: table, Key: keyOf(key), ConsistentRead: true }),
    );
    if (!Item) return 'unknown';
    return fromItem(Item, callRecord).wrappedUpAt === undefined ? 'held' : 'done';
  }
}
