import { QueryCommand, ScanCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type * as z from 'zod';
import { agent, type Agent } from '../../core/agents/agent';
import { ByonError } from '../../core/errors';
import { numberRecord, type NumberRecord } from '../../core/numbers/number';
import type { SavedVersion } from '../../core/registry/ports';
import { plainFields, type Item } from './items';
import { agentKey } from './registry-keys';

/** Which numbers. What is left out is not asked for. */
export interface NumberFilter {
  agent?: string;
  carrier?: string;
  status?: NumberRecord['status'];
}

/** Where a page of numbers goes on. */
export type PageKey = Record<string, string>;

export interface NumberPage {
  numbers: NumberRecord[];
  /** Left out on the last page. */
  next?: PageKey;
}

type Read = (from: Item | undefined) => Promise<{ Items?: Item[]; LastEvaluatedKey?: Item }>;

/** Each is a megabyte at the most, and takes some hundred milliseconds. */
const READS_A_PAGE = 20;

/**
 * Lists what is in a registry table, a page at a time. Numbers are read by their index, which lags behind for a moment
 * and leaves out the decisions of every call that the table keeps beside them; agents are found by a scan.
 */
export class DynamoRegistryListing {
  constructor(private readonly options: { client: DynamoDBClient; table: string }) {}

  /** @throws ByonError at a record that this version cannot read. */
  async *numbers(filter: NumberFilter = {}): AsyncGenerator<NumberRecord> {
    for await (const item of paged(this.readNumbers(filter))) yield readable(item, numberRecord);
  }

  /**
   * Some of the numbers. Where few of many fit the filter, a page may be short, or empty, and not the last.
   *
   * @param from what the page before told as `next`; left out: from the beginning.
   * @throws ByonError at a record that this version cannot read.
   */
  async page(filter: NumberFilter, { limit, from }: { limit: number; from?: PageKey }): Promise<NumberPage> {
    const read = this.readNumbers(filter);
    const found: Item[] = [];
    let start = from && marshall(from);
    for (let reads = 0; reads < READS_A_PAGE; reads += 1) {
      const { Items = [], LastEvaluatedKey } = await read(start);
      found.push(...Items);
      start = LastEvaluatedKey;
      if (found.length > limit || !start) break;
    }
    const items = found.slice(0, limit);
    const last = items.at(-1);
    const goesOn = start !== undefined || found.length > limit;
    const next = found.length > limit && last ? keyIn(last) : start;
    return {
      numbers: items.map((item) => readable(item, numberRecord)),
      ...(goesOn && next && { next: unmarshall(next) as PageKey }),
    };
  }

  /** Each agent in its current version. */
  async *agents(): AsyncGenerator<Agent> {
    const { sk } = agentKey('');
    const read: Read = async (from) =>
      this.options.client.send(
        new ScanCommand({
          TableName: this.options.table,
          FilterExpression: 'sk = :sk AND begins_with(pk, :pk)',
          ExpressionAttributeValues: marshall({ ':sk': sk, ':pk': 'AGENT#' }),
          ExclusiveStartKey: from,
        }),
      );
    for await (const item of paged(read)) yield readable(item, agent);
  }

  /** Every version of an agent, the latest first; those of which it is not known when come last. */
  async versions(id: string): Promise<SavedVersion[]> {
    const found: SavedVersion[] = [];
    for await (const item of paged(this.query({ key: '', prefix: 'V#' }, agentKey(id).pk, [], {}, {}))) {
      const { sk, savedAt, savedBy } = unmarshall(item) as { sk: string } & SavedVersion;
      found.push({ version: sk.slice('V#'.length), savedAt, savedBy });
    }
    return found.sort((a, b) => ((a.savedAt ?? '') > (b.savedAt ?? '') ? -1 : 1));
  }

  private readNumbers({ agent: id, carrier, status }: NumberFilter): Read {
    const wanted = Object.entries({ carrier, status }).filter(([, value]) => value !== undefined);
    const equal = wanted.map(([name]) => `#${name} = :${name}`);
    const names = Object.fromEntries(wanted.map(([name]) => [`#${name}`, name]));
    const values = Object.fromEntries(wanted.map(([name, value]) => [`:${name}`, value]));
    if (id !== undefined) {
      return this.query(
        { index: 'gsi1', key: 'gsi1', prefix: 'NUMBER#' },
        `AGENT#${id}`,
        equal,
        names,
        values,
      );
    }
    return async (from) =>
      this.options.client.send(
        new ScanCommand({
          TableName: this.options.table,
          IndexName: 'gsi1',
          ...(equal.length > 0 && {
            FilterExpression: equal.join(' AND '),
            ExpressionAttributeNames: names,
            ExpressionAttributeValues: marshall(values),
          }),
          ExclusiveStartKey: from,
        }),
      );
  }

  private query(
    { index, key, prefix }: { index?: string; key: string; prefix: string },
    partition: string,
    conditions: string[],
    names: Record<string, string>,
    values: Record<string, unknown>,
  ): Read {
    return async (from) =>
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
      );
  }
}

async function* paged(read: Read): AsyncGenerator<Item> {
  let from: Item | undefined;
  do {
    const { Items = [], LastEvaluatedKey } = await read(from);
    yield* Items;
    from = LastEvaluatedKey;
  } while (from);
}

/** Where a page that ends with this item goes on. */
function keyIn(item: Item): Item {
  const names = ['pk', 'sk', 'gsi1pk', 'gsi1sk'];
  return Object.fromEntries(names.map((name) => [name, item[name]!]));
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
