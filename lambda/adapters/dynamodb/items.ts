import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { z } from 'zod';

export type Item = Record<string, AttributeValue>;
export interface Key {
  pk: string;
  sk: string;
}

/** Attributes that belong to the table, not to the record in it. */
const TABLE_ATTRIBUTES = [
  'pk',
  'sk',
  'gsi1pk',
  'gsi1sk',
  'expiresAt',
  'managedBy',
  // Of a number: what an import wrote last.
  'imported',
  // Of an agent's version, and of the current one.
  'savedAt',
  'savedBy',
  'former',
];

export function toItem(key: Key, record: object): Item {
  return marshall({ ...key, ...record }, { removeUndefinedValues: true });
}

export function keyOf({ pk, sk }: Key): Item {
  return { pk: { S: pk }, sk: { S: sk } };
}

/** @throws ZodError when the item is not what the schema says: something else wrote it. */
export function fromItem<T>(item: Item, schema: z.ZodType<T>): T {
  return schema.parse(plainFields(item));
}

/** The record of an item, sound or not. */
export function plainFields(item: Item): Record<string, unknown> {
  const entries = Object.entries(unmarshall(item)).filter(([name]) => !TABLE_ATTRIBUTES.includes(name));
  return Object.fromEntries(entries);
}

/** @returns seconds since the epoch, as DynamoDB's time to live wants them. */
export function expiryAfter(days: number, now: number): number {
  return Math.ceil(now / 1000) + days * 86_400;
}
