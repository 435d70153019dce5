import {
  ConditionalCheckFailedException,
  PutItemCommand,
  type DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import type { OptOutRecord, OptOuts } from '../../core/calls/opt-out';
import { toItem } from './items';
import { optOutKey } from './registry-keys';

/** Opt-outs in the registry table, which keeps them for ever. */
export class DynamoOptOuts implements OptOuts {
  constructor(private readonly options: { client: DynamoDBClient; table: string }) {}

  async add(record: OptOutRecord): Promise<void> {
    const { client, table } = this.options;
    try {
      await client.send(
        new PutItemCommand({
          TableName: table,
          Item: toItem(optOutKey(record.number), record),
          ConditionExpression: 'attribute_not_exists(pk)',
        }),
      );
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
    }
  }
}
