import {
  ConditionalCheckFailedException,
  GetItemCommand,
  UpdateItemCommand,
  type DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { leg, type Leg, type LegKey, type LegStore } from '../../core/calls/leg';
import type { Clock } from '../../core/ports';
import { expiryAfter, fromItem, keyOf, type Key } from './items';

const legKey = ({ carrier, call }: LegKey): Key => ({ pk: `LEG#${carrier}#${call}`, sk: 'LEG' });
const nonceKey = (carrier: string, nonce: string): Key => ({ pk: `NONCE#${carrier}#${nonce}`, sk: 'NONCE' });

/** Carriers' legs in the calls table, kept as long as the calls themselves. */
export class DynamoLegStore implements LegStore {
  constructor(
    private readonly options: { client: DynamoDBClient; table: string; clock: Clock; ttlDays: number },
  ) {}

  async claim(first: Parameters<LegStore['claim']>[0]): Promise<Leg> {
    if (await this.setIf(legKey(first), first, 'attribute_not_exists(answeredAt)')) return first;
    const known = await this.find(first);
    if (!known) throw new Error('a leg that was answered before is not there any more');
    return known;
  }

  async useNonce(carrier: string, nonce: string, by: string): Promise<boolean> {
    return this.setIf(
      nonceKey(carrier, nonce),
      { usedBy: by },
      'attribute_not_exists(pk) OR usedBy = :first',
      {
        ':first': by,
      },
    );
  }

  async find(key: LegKey): Promise<Leg | undefined> {
    const { client, table } = this.options;
    const { Item } = await client.send(
      new GetItemCommand({ TableName: table, Key: keyOf(legKey(key)), ConsistentRead: true }),
    );
    return Item && fromItem(Item, leg);
  }

  async save(changes: Partial<Leg> & LegKey): Promise<void> {
    const mayBeLate = changes.status !== undefined && changes.endedAt === undefined;
    await this.setIf(legKey(changes), changes, mayBeLate ? 'attribute_not_exists(endedAt)' : undefined);
  }

  /** @returns false when the condition did not hold. */
  private async setIf(
    key: Key,
    record: object,
    condition: string | undefined,
    values: Record<string, string> = {},
  ): Promise<boolean> {
    const { client, table, clock, ttlDays } = this.options;
    const known = { ...record, expiresAt: expiryAfter(ttlDays, clock.now()) };
    const entries = Object.entries(known).filter(([, value]) => value !== undefined);
    try {
      await client.send(
        new UpdateItemCommand({
          TableName: table,
          Key: keyOf(key),
          UpdateExpression: `SET ${entries.map((_, i) => `#${i} = :${i}`).join(', ')}`,
          ConditionExpression: condition,
          ExpressionAttributeNames: Object.fromEntries(entries.map(([name], i) => [`#${i}`, name])),
          ExpressionAttributeValues: marshall({
            ...Object.fromEntries(entries.map(([, value], i) => [`:${i}`, value])),
            ...values,
          }),
        }),
      );
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  }
}
