import { QueryCommand, ScanCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type * as z from 'zod';
import { agent, type Agent } from '../../core/agents/agent';
import { ByonError } from '../../core/errors';
import { numberRecord, type NumberRecord } from '../../core/numbers/number';
import { plainFields, type Item } from './items';
import { agentKey } from './registry-keys';

/** Which numbers. What is left out is not asked for. */
export interface NumberFilter {
  agent?: string;
  carrier?: string;
  status?: NumberRecord['status'];
}

/** A version of an agent that was saved. */
export interface SavedVersion {
  version: string;
  /** ISO 8601, in UTC; undefined where it is not known. */
  savedAt: string | undefined;
  /** As in `user/asha` or `stack Byon`; undefined where it is not known. */
  savedBy: string | undefined;
}

/**
 * Lists what is in a registry table, a page at a time. All numbers, and all agents, are found by a scan; the numbers of
 * one agent by the index, which lags behind for a moment.
 */
export class DynamoRegistryListing {
  constructor(private readonly options: { client: DynamoDBClient; table: string }) {}

  /** @throws ByonError at a record that this version cannot read. */
  async *numbers({ agent: id, carrier, status }: NumberFilter = {}): AsyncGenerator<NumberRecord> {
    const wanted = Object.entries({ carrier, status }).filter(([, value]) => value !== undefined);
    const equal = wanted.map(([name]) => `#${name} = :${name}`);
    const names = Object.fromEntries(wanted.map(([name]) => [`#${name}`, name]));
    const values = Object.fromEntries(wanted.map(([name, value]) => [`:${name}`, value]));
    const items =
      id === undefined
        ? this.scan(['sk = :sk', 'begins_with(pk, :pk)', ...equal], names, {
            ...values,
            ':sk': 'NUMBER',
            ':pk': 'NUMBER#',
          })
        : this.query({ index: 'gsi1', key: 'gsi1', prefix: 'NUMBER#' }, `AGENT#${id}`, equal, names, values);
    for await (const item of items) yield readable(item, numberRecord);
  }

  /** Each agent in its current version. */
  async *agents(): AsyncGenerator<Agent> {
    const { sk } = agentKey('');
    for await (const item of this.scan(
      ['sk = :sk', 'begins_with(pk, :pk)'],
      {},
      { ':sk': sk, ':pk': 'AGENT#' },
    )) {
      yield readable(item, agent);
    }
  }

  /** Every version of an agent, the latest first; those of which it is not known when come last. */
  async versions(id: string): Promise<SavedVersion[]> {
    const found: SavedVersion[] = [];
    for await (const item of this.query({ key: '', prefix: 'V#' }, agentKey(id).pk, [], {}, {})) {
      const { sk, savedAt, savedBy } = unmarshall(item) as { sk: string } & SavedVersion;
      found.push({ version: sk.slice('V#'.length), savedAt, savedBy });
    }
    return found.sort((a, b) => ((a.savedAt ?? '') > (b.savedAt ?? '') ? -1 : 1));
  }

  private scan(
    conditions: string[],
    names: Record<string, string>,
    values: Record<string, unknown>,
  ): AsyncGenerator<Item> {
    return this.paged(async (from) =>
      this.options.client.send(
        new ScanCommand({
          TableName: this.options.table,
          FilterExpression: conditions.join(' AND '),
          ...(Object.keys(names).length > 0 && { ExpressionAttributeNames: names }),
          ExpressionAttributeValues: marshall(values),
          ExclusiveStartKey: from,
        }),
      ),
    );
  }

  private query(
    { index, key, prefix }: { index?: string; key: string; prefix: string },
    partition: string,
    conditions: string[],
    names: Record<string, string>,
    values: Record<string, unknown>,
  ): AsyncGenerator<Item> {
    return this.paged(async (from) =>
      this.options.client.send(
        new QueryCommand({
          TableName: this.options.table,
          IndexName: index,
          KeyConditionExpression: `${key}pk = :pk AND begins_with(${key}sk, :prefix)`,
          ...(conditions.length > 0 && { FilterExpression: conditions.join(' AND ') }),
          ...(Object.keys(names).length > 0 && { ExpressionAttributeNames: names }),
          ExpressionAttributeValues: marshall({ ...values, ':pk': partition, ':prefix': prefix }),
          ExclusiveStartKey: from,
        }),
      ),
    );
  }

  private async *paged(
    read: (from: Item | undefined) => Promise<{ Items?: Item[]; LastEvaluatedKey?: Item }>,
  ): AsyncGenerator<Item> {
    let from: Item | undefined;
    do {
      const { Items = [], LastEvaluatedKey } = await read(from);
      yield* Items;
      from = LastEvaluatedKey;
    } while (from);
  }
}

/** @throws ByonError, without a number, for a record that somebody else has written in another shape. */
export function readable<T>(item: Item, schema: z.ZodType<T>): T {
  const { data, error } = schema.safeParse(plainFields(item));
  if (data !== undefined) return data;
  const places = error?.issues.map(({ path, message }) => `${path.join('.') || 'the whole'}: ${message}`);
  throw new ByonError(
    `the table has a record that this version cannot read (${places?.join('; ')}); mend it in the table, or use the ` +
      'version of byon-cdk that wrote it',
  );
}
