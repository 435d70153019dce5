import { GetItemCommand, PutItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod';
import type { DigitVault } from '../../core/digits/digit-vault';
import type { Clock } from '../../core/ports';
import { keyOf, toItem, type Key } from './items';

const KEPT_SECONDS = 15 * 60;

const digitsKey = (callId: string, name: string): Key => ({ pk: `CALL#${callId}`, sk: `DIGITS#${name}` });

const digitsItem = z.object({ digits: z.string(), expiresAt: z.number() });

/** Private digits in the calls table, in items of their own with a short time to live. */
export class DynamoDigitVault implements DigitVault {
  constructor(private readonly options: { client: DynamoDBClient; table: string; clock: Clock }) {}

  async keep(callId: string, name: string, digits: string): Promise<void> {
    const { client, table, clock } = this.options;
    const expiresAt = Math.floor(clock.now() / 1000) + KEPT_SECONDS;
    const Item = toItem(digitsKey(callId, name), { digits, expiresAt });
    await client.send(new PutItemCommand({ TableName: table, Item }));
  }

  async find(callId: string, name: string): Promise<string | undefined> {
    const { client, table, clock } = this.options;
    const { Item } = await client.send(
      new GetItemCommand({ TableName: table, Key: keyOf(digitsKey(callId, name)), ConsistentRead: true }),
    );
    if (!Item) return undefined;
    const { digits, expiresAt } = digitsItem.parse(unmarshall(Item));
    // DynamoDB may take days to delete what has expired.
    return expiresAt * 1000 > clock.now() ? digits : undefined;
  }
}
