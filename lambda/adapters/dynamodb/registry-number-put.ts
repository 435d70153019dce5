import {
  ConditionalCheckFailedException,
  GetItemCommand,
  PutItemCommand,
  type DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { numberRecord, type NumberRecord } from '../../core/numbers/number';
import type { Clock } from '../../core/ports';
import { keyOf, plainFields, toItem, type Item } from './items';
import { Expression } from './registry-expression';
import { indexOfNumber, numberKey, routeKey } from './registry-keys';
import { readable } from './registry-listing';
import { DynamoRegistryStore } from './registry-store';

/** A number as it was read, with all that a write depends on. */
export interface SeenNumber {
  record: NumberRecord;
  item: Item;
}

/** Replaces a whole number by another, if it is still the one that was seen. */
export class DynamoNumberPut {
  private readonly store: DynamoRegistryStore;

  constructor(private readonly options: { client: DynamoDBClient; table: string; clock: Clock }) {
    const { signal } = new AbortController();
    this.store = new DynamoRegistryStore({ ...options, owner: 'operator', signal });
  }

  async find(e164: string): Promise<SeenNumber | undefined> {
    const { client, table } = this.options;
    const command = new GetItemCommand({
      TableName: table,
      Key: keyOf(numberKey(e164)),
      ConsistentRead: true,
    });
    const { Item: item } = await client.send(command);
    return item && { record: readable(item, numberRecord), item };
  }

  /** Those of the routes that lead to another number. */
  async foreignRoutes({ number, routes }: NumberRecord): Promise<Set<string>> {
    const held = await this.store.read(routes.map(routeKey));
    const foreign = routes.filter((route) => {
      const holder = held.get(routeKey(route).pk)?.fields['number'];
      return holder !== undefined && holder !== number;
    });
    return new Set(foreign);
  }

  /**
   * Its routes first, so that none is in the record which does not lead to it.
   *
   * @param seen undefined: there was no such number.
   * @returns false when it is another one by now, or a route was given to another number.
   */
  async put(record: NumberRecord, seen: SeenNumber | undefined): Promise<boolean> {
    const { number, routes } = record;
    for (const route of routes) if (!(await this.store.takeRoute(route, number))) return false;
    if (!(await this.write(record, seen))) return false;
    const former = seen?.record.routes ?? [];
    for (const route of former.filter((one) => !routes.includes(one))) {
      await this.store.freeRoute(route, number);
    }
    return true;
  }

  /** Whoever wrote it before, an import takes it for what a person has set. */
  private async write(record: NumberRecord, seen: SeenNumber | undefined): Promise<boolean> {
    const { managedBy = 'operator' } = seen ? (unmarshall(seen.item) as { managedBy?: string }) : {};
    const { client, table } = this.options;
    try {
      await client.send(
        new PutItemCommand({
          TableName: table,
          Item: toItem(numberKey(record.number), { ...record, ...indexOfNumber(record), managedBy }),
          ...(seen ? isStill(seen.item) : { ConditionExpression: 'attribute_not_exists(pk)' }),
        }),
      );
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  }
}

function isStill(item: Item) {
  const same = new Expression();
  const seen = plainFields(item);
  const names = Object.keys(numberRecord.shape);
  return {
    ConditionExpression: names.flatMap((name) => same.isStill(name, seen[name])).join(' AND '),
    ExpressionAttributeNames: same.names,
    ExpressionAttributeValues: marshall(same.values),
  };
}
