import { ConditionalCheckFailedException, GetItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { dayRecord, type DailyBudget, type DayRecord, type Taken } from '../../core/outbound/daily-budget';
import { expiryAfter, keyOf, plainFields, type Item, type Key } from './items';
import type { Expiring } from './set-if';

const dayKey = (day: string): Key => ({ pk: `OUTBOUND#${day}`, sk: 'CALLS' });

/** Before the reference in the name of an attribute: one condition then settles the sum and the call at once. */
const HELD = 'held#';
/** Calls whose end nobody has told are forgotten so many at a time. */
const FORGOTTEN_AT_ONCE = 50;

/** Calls and money of each day, in the calls table: one item each. */
export class DynamoDailyBudget implements DailyBudget {
  constructor(private readonly options: Expiring) {}

  async take(day: string, { mostCalls, money }: Taken): Promise<boolean> {
    const { clock, ttlDays } = this.options;
    const values = { ':one': 1, ':most': mostCalls, ':expiresAt': expiryAfter(ttlDays, clock.now()) };
    const isRoom = '(attribute_not_exists(calls) OR calls < :most)';
    const found = await this.update(
      day,
      money
        ? {
            UpdateExpression: 'ADD calls :one, spent :micros SET expiresAt = :expiresAt, #held = :held',
            ConditionExpression:
              `${isRoom} AND attribute_not_exists(#held) ` +
              'AND (attribute_not_exists(spent) OR spent <= :room)',
            ExpressionAttributeNames: { '#held': HELD + money.reference },
            ExpressionAttributeValues: marshall({
              ...values,
              ':micros': money.micros,
              ':room': money.most - money.micros,
              ':held': { micros: money.micros, until: money.until },
            }),
          }
        : {
            UpdateExpression: 'ADD calls :one SET expiresAt = :expiresAt',
            ConditionExpression: isRoom,
            ExpressionAttributeValues: marshall(values),
          },
    );
    if (found) await this.forget(day, recordOf(found));
    return found !== undefined;
  }

  async giveBack(day: string, reference: string, micros: number): Promise<void> {
    await this.update(day, {
      UpdateExpression: 'ADD spent :back REMOVE #held',
      ConditionExpression: 'attribute_exists(#held)',
      ExpressionAttributeNames: { '#held': HELD + reference },
      ExpressionAttributeValues: marshall({ ':back': -micros }),
    });
  }

  async find(day: string): Promise<DayRecord> {
    const { client, table } = this.options;
    const { Item } = await client.send(
      new GetItemCommand({ TableName: table, Key: keyOf(dayKey(day)), ConsistentRead: true }),
    );
    return recordOf(Item ?? {});
  }

  /** What is held for calls of whose end nobody will tell stays spent. Else the item would grow all day. */
  private async forget(day: string, { held }: DayRecord): Promise<void> {
    const now = this.options.clock.now();
    const gone = Object.entries(held).filter(([, { until }]) => until <= now);
    if (gone.length < FORGOTTEN_AT_ONCE) return;
    const names = gone.slice(0, FORGOTTEN_AT_ONCE).map(([reference], i) => [`#${i}`, HELD + reference]);
    await this.update(day, {
      UpdateExpression: `REMOVE ${names.map(([name]) => name).join(', ')}`,
      ExpressionAttributeNames: Object.fromEntries(names) as Record<string, string>,
    });
  }

  /** @returns the item afterwards; undefined when the condition did not hold. */
  private async update(
    day: string,
    change: Omit<UpdateItemCommand['input'], 'TableName' | 'Key'>,
  ): Promise<Item | undefined> {
    const { client, table } = this.options;
    try {
      const { Attributes } = await client.send(
        new UpdateItemCommand({
          TableName: table,
          Key: keyOf(dayKey(day)),
          ReturnValues: 'ALL_NEW',
          ...change,
        }),
      );
      return Attributes ?? {};
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return undefined;
      throw error;
    }
  }
}

function recordOf(item: Item): DayRecord {
  const { calls = 0, spent = 0, ...rest } = plainFields(item);
  const held = Object.entries(rest).map(([name, value]) => [name.slice(HELD.length), value]);
  return dayRecord.parse({ calls, spent, held: Object.fromEntries(held) as unknown });
}
