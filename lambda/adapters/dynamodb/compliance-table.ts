import {
  ConditionalCheckFailedException,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  type DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type * as z from 'zod';
import { fromItem, keyOf, toItem, type Item, type Key } from './items';

/** The registry table, which keeps what it has for ever. */
export interface RegistryTable {
  client: DynamoDBClient;
  table: string;
}

/** What has been written before is seen: on it depends whether somebody may be called. */
export async function findIn<T>(
  { client, table }: RegistryTable,
  key: Key,
  schema: z.ZodType<T>,
): Promise<T | undefined> {
  const { Item } = await client.send(
    new GetItemCommand({ TableName: table, Key: keyOf(key), ConsistentRead: true }),
  );
  return Item && fromItem(Item, schema);
}

/** All items of a partition whose sort keys are between two, in their order. */
export async function listIn<T>(
  { client, table }: RegistryTable,
  { pk, from, to }: { pk: string; from: string; to: string },
  schema: z.ZodType<T>,
): Promise<T[]> {
  const found: T[] = [];
  let start: Item | undefined;
  do {
    const page = await client.send(
      new QueryCommand({
        TableName: table,
        KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
        ExpressionAttributeValues: marshall({ ':pk': pk, ':from': from, ':to': to }),
        ExclusiveStartKey: start,
        ConsistentRead: true,
      }),
    );
    found.push(...(page.Items ?? []).map((item) => fromItem(item, schema)));
    start = page.LastEvaluatedKey;
  } while (start);
  return found;
}

/** @returns false, with nothing written, when the condition did not hold. */
export async function putIf(
  { client, table }: RegistryTable,
  key: Key,
  record: object,
  condition: string,
  values?: Record<string, unknown>,
  names?: Record<string, string>,
): Promise<boolean> {
  try {
    await client.send(
      new PutItemCommand({
        TableName: table,
        Item: toItem(key, record),
        ConditionExpression: condition,
        ...(values && { ExpressionAttributeValues: marshall(values) }),
        ...(names && { ExpressionAttributeNames: names }),
      }),
    );
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}
