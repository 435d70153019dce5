import {
  ConditionalCheckFailedException,
  UpdateItemCommand,
  type DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { Clock } from '../../core/ports';
import { expiryAfter, keyOf, type Key } from './items';

/** A table of records that expire. */
export interface Expiring {
  client: DynamoDBClient;
  table: string;
  clock: Clock;
  ttlDays: number;
}

/**
 * Merges a record into an item, which from then on is kept for another `ttlDays`.
 *
 * @param condition as DynamoDB writes it, with `#name` for a reserved name that is in the record; `values` are those that
 * it speaks of.
 * @returns false when the condition did not hold.
 */
export async function setIf(
  { client, table, clock, ttlDays }: Expiring,
  key: Key,
  record: object,
  condition?: string,
  values: Record<string, string | number> = {},
): Promise<boolean> {
  const known = { ...record, expiresAt: expiryAfter(ttlDays, clock.now()) };
  const entries = Object.entries(known).filter(([, value]) => value !== undefined);
  try {
    await client.send(
      new UpdateItemCommand({
        TableName: table,
        Key: keyOf(key),
        UpdateExpression: `SET ${entries.map(([name]) => `#${name} = :${name}`).join(', ')}`,
        ConditionExpression: condition,
        ExpressionAttributeNames: Object.fromEntries(entries.map(([name]) => [`#${name}`, name])),
        ExpressionAttributeValues: marshall(
          { ...Object.fromEntries(entries.map(([name, value]) => [`:${name}`, value])), ...values },
          { removeUndefinedValues: true },
        ),
      }),
    );
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}
