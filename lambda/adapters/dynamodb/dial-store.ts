import { ConditionalCheckFailedException, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import * as z from 'zod';
import { dialRecord, type DialRecord, type DialStore } from '../../core/calls/dial';
import { expiryAfter, fromItem, keyOf, toItem, type Item, type Key } from './items';
import { setIf, type Expiring } from './set-if';

type Dialled = Pick<DialRecord, 'number' | 'callee'>;

const dialKey = (reference: string): Key => ({ pk: `DIAL#${reference}`, sk: 'DIAL' });
const latestKey = ({ number, callee }: Dialled): Key => ({ pk: `DIALLED#${number}#${callee}`, sk: 'DIAL' });

const latest = z.object({ reference: z.string(), askedAt: z.int() });

/** Dials in the calls table, kept as long as the calls themselves. */
export class DynamoDialStore implements DialStore {
  constructor(private readonly options: Expiring) {}

  async open(record: DialRecord): Promise<boolean> {
    if (!(await this.putNew(record))) return false;
    const { reference, askedAt } = record;
    const later = 'attribute_not_exists(askedAt) OR askedAt <= :at';
    await setIf(this.options, latestKey(record), { reference, askedAt }, later, { ':at': askedAt });
    return true;
  }

  async settle(reference: string, outcome: Parameters<DialStore['settle']>[1]): Promise<void> {
    const { state, ...rest } = outcome;
    const untold = { ':asked': 'asked' };
    await setIf(this.options, dialKey(reference), { ...rest, state }, '#state = :asked', untold);
  }

  async answer(
    reference: string,
    answered: Parameters<DialStore['answer']>[1],
  ): Promise<DialRecord | undefined> {
    const first = 'attribute_exists(pk) AND attribute_not_exists(answeredAt)';
    await setIf(this.options, dialKey(reference), { ...answered, state: 'placed' }, first);
    return this.find(reference);
  }

  async find(reference: string): Promise<DialRecord | undefined> {
    const item = await this.get(dialKey(reference));
    return item && fromItem(item, dialRecord);
  }

  async save({ reference, ...changes }: Parameters<DialStore['save']>[0]): Promise<void> {
    await setIf(this.options, dialKey(reference), changes, 'attribute_exists(pk)');
  }

  async findLatest(dialled: Dialled, withinMs: number): Promise<DialRecord | undefined> {
    const item = await this.get(latestKey(dialled));
    if (!item) return undefined;
    const { reference, askedAt } = fromItem(item, latest);
    return this.options.clock.now() - askedAt > withinMs ? undefined : this.find(reference);
  }

  private async get(key: Key): Promise<Item | undefined> {
    const { client, table } = this.options;
    const { Item } = await client.send(
      new GetItemCommand({ TableName: table, Key: keyOf(key), ConsistentRead: true }),
    );
    return Item;
  }

  private async putNew(record: DialRecord): Promise<boolean> {
    const { client, table, clock, ttlDays } = this.options;
    const expiresAt = expiryAfter(ttlDays, clock.now());
    try {
      await client.send(
        new PutItemCommand({
          TableName: table,
          Item: toItem(dialKey(record.reference), { ...record, expiresAt }),
          ConditionExpression: 'attribute_not_exists(pk)',
        }),
      );
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  }
}
