import {
  BatchGetItemCommand,
  ConditionalCheckFailedException,
  PutItemCommand,
  type DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod';
import type { Breaker } from '../../core/providers/breaker';
import type { BreakerStore, StoredBreaker } from '../../core/providers/breaker-store';
import type { Clock } from '../../core/ports';
import { expiryAfter, fromItem, keyOf, toItem, type Key } from './items';

/** One that has not changed for so long is closed or past its trial: it may as well be forgotten. */
const DAYS = 1;

const PREFIX = 'BREAKER#';
const breakerKey = (name: string): Key => ({ pk: `${PREFIX}${name}`, sk: 'STATE' });

const storedBreaker: z.ZodType<StoredBreaker> = z.strictObject({
  version: z.int().min(1),
  breaker: z.discriminatedUnion('state', [
    z.strictObject({ state: z.literal('closed'), failures: z.int().min(0), since: z.int() }),
    z.strictObject({
      state: z.literal('open'),
      openedAt: z.int(),
      until: z.int(),
      trialUntil: z.int().optional(),
    }),
  ]),
});

/** Breakers in the calls table, `BREAKER#<name> / STATE`. Single-item conditional writes only. */
export class DynamoBreakerStore implements BreakerStore {
  constructor(private readonly options: { client: DynamoDBClient; table: string; clock: Clock }) {}

  async read(names: readonly string[]): Promise<Map<string, StoredBreaker>> {
    const { client, table } = this.options;
    const Keys = [...new Set(names)].map((name) => keyOf(breakerKey(name)));
    const { Responses } = await client.send(
      // What is not processed counts as not stored; whoever then writes is refused and reads again.
      new BatchGetItemCommand({ RequestItems: { [table]: { Keys, ConsistentRead: true } } }),
    );
    const items = Responses?.[table] ?? [];
    return new Map(items.map((item) => [nameOf(unmarshall(item) as Key), fromItem(item, storedBreaker)]));
  }

  async replace(name: string, version: number, breaker: Breaker): Promise<boolean> {
    const { client, table, clock } = this.options;
    const record = { breaker, version: version + 1, expiresAt: expiryAfter(DAYS, clock.now()) };
    try {
      await client.send(
        new PutItemCommand({
          TableName: table,
          Item: toItem(breakerKey(name), record),
          ConditionExpression: version === 0 ? 'attribute_not_exists(pk)' : 'version = :before',
          ...(version === 0 ? {} : { ExpressionAttributeValues: marshall({ ':before': version }) }),
        }),
      );
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  }
}

function nameOf({ pk }: Key): string {
  return pk.slice(PREFIX.length);
}
