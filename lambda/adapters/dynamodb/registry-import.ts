import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import {
  BatchWriteItemCommand,
  ConditionalCheckFailedException,
  PutItemCommand,
  type DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { ByonError } from '../../core/errors';
import { decideImport, type ImportDecision } from '../../core/numbers/import-decision';
import { numberRecord, type NumberRecord } from '../../core/numbers/number';
import type { Clock } from '../../core/ports';
import { canonicalJson } from '../canonical-json';
import { toItem, type Item } from './items';
import { Expression } from './registry-expression';
import { indexOfNumber, numberKey, routeKey } from './registry-keys';
import { DynamoRegistryStore, type Present } from './registry-store';

/** DynamoDB's limit of one write of many. */
const ITEMS_A_WRITE = 25;
const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 5000;
/** In a row without one item taken, with the pauses above some two minutes. */
const FRUITLESS_ATTEMPTS = 30;
/** More often than somebody changes one record while it is imported. */
const ATTEMPTS = 5;

/** What became of one row. */
export interface Imported {
  number: string;
  fate: ImportDecision;
}

/**
 * Brings many numbers to a registry table, as `decideImport` says. Numbers that are not there yet are written many at
 * a time, which DynamoDB does without conditions: whoever registers the very same number in the moment between the
 * look and the write is overwritten. All else is conditional on what was read.
 */
export class DynamoRegistryImport {
  private readonly store: DynamoRegistryStore;

  constructor(
    private readonly options: {
      client: DynamoDBClient;
      table: string;
      clock: Clock;
      /** Whether the file wins over what a stack or an operator has set. */
      overwrite: boolean;
    },
  ) {
    const { client, table, clock } = options;
    this.store = new DynamoRegistryStore({
      client,
      table,
      clock,
      owner: 'operator',
      signal: new AbortController().signal,
    });
  }

  /** @param records 100 at the most, each number once. */
  async write(records: readonly NumberRecord[]): Promise<Imported[]> {
    const present = await this.store.read(records.map(({ number }) => numberKey(number)));
    const plain: Item[] = [];
    const imported: Imported[] = [];
    const single: NumberRecord[] = [];
    for (const record of records) {
      const seen = present.get(numberKey(record.number).pk);
      const fate = this.fateOf(record, seen);
      if (fate === 'added' && record.routes.length === 0) plain.push(importedItem(record, 'operator'));
      else if (fate === 'added' || fate === 'changed') {
        single.push(record);
        continue;
      }
      imported.push({ number: record.number, fate });
    }
    for (let from = 0; from < plain.length; from += ITEMS_A_WRITE) {
      await this.putAll(plain.slice(from, from + ITEMS_A_WRITE));
    }
    for (const record of single) {
      const fate = await this.writeOne(record, present.get(numberKey(record.number).pk));
      imported.push({ number: record.number, fate });
    }
    return imported;
  }

  /** Those of the routes that lead to another number than they are wanted for. */
  async foreignRoutes(numberOfRoute: ReadonlyMap<string, string>): Promise<Set<string>> {
    const held = await this.store.read([...numberOfRoute.keys()].map(routeKey));
    const foreign = [...numberOfRoute].filter(([route, number]) => {
      const holder = held.get(routeKey(route).pk)?.fields['number'];
      return typeof holder === 'string' && holder !== number;
    });
    return new Set(foreign.map(([route]) => route));
  }

  /** Its routes first, so that none is in the record which does not lead to it. */
  private async writeOne(record: NumberRecord, first: Present | undefined): Promise<ImportDecision> {
    const { number, routes } = record;
    let seen = first;
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const fate = this.fateOf(record, seen);
      if (fate !== 'added' && fate !== 'changed') return fate;
      for (const route of routes) {
        if (!(await this.store.takeRoute(route, number))) throw routeLost(route);
      }
      if (await this.putIf(record, seen)) {
        for (const route of routesOf(seen).filter((one) => !routes.includes(one))) {
          await this.store.freeRoute(route, number);
        }
        return fate;
      }
      seen = (await this.store.read([numberKey(number)])).get(numberKey(number).pk);
    }
    throw new ByonError(
      'somebody else keeps changing a number of the file; run the import again, it goes on',
    );
  }

  private fateOf(record: NumberRecord, seen: Present | undefined): ImportDecision {
    if (!seen) return decideImport(undefined, false, this.options);
    const { data } = numberRecord.safeParse(seen.fields);
    const present = {
      record: data ?? record,
      isOfStack: seen.managedBy === 'stack',
      isAsImported: seen.imported !== undefined && seen.imported === markOf(seen.fields),
    };
    return decideImport(present, data !== undefined && isDeepStrictEqual(data, plain(record)), this.options);
  }

  private async putIf(record: NumberRecord, seen: Present | undefined): Promise<boolean> {
    const managedBy = seen ? seen.managedBy : 'operator';
    const same = new Expression();
    const still = seen
      ? Object.keys(numberRecord.shape).flatMap((name) => same.isStill(name, seen.fields[name]))
      : [];
    const mark = seen ? same.isStill('imported', seen.imported) : [];
    try {
      await this.options.client.send(
        new PutItemCommand({
          TableName: this.options.table,
          Item: importedItem(record, managedBy),
          ConditionExpression: seen
            ? ['attribute_exists(pk)', ...still, ...mark].join(' AND ')
            : 'attribute_not_exists(pk)',
          ...(seen && {
            ExpressionAttributeNames: same.names,
            ExpressionAttributeValues: marshall(same.values),
          }),
        }),
      );
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  }

  /** What a throttled table leaves undone is written again, with pauses that grow, and shrink when it takes some. */
  private async putAll(items: Item[]): Promise<void> {
    const { client, table, clock } = this.options;
    let left = items.map((Item) => ({ PutRequest: { Item } }));
    let pause = FIRST_PAUSE_MS;
    for (let fruitless = 0; left.length > 0;) {
      const { UnprocessedItems } = await client.send(
        new BatchWriteItemCommand({ RequestItems: { [table]: left } }),
      );
      const undone = (UnprocessedItems?.[table] ?? []).flatMap(({ PutRequest }) =>
        PutRequest?.Item ? [{ PutRequest: { Item: PutRequest.Item } }] : [],
      );
      fruitless = undone.length === left.length ? fruitless + 1 : 0;
      if (fruitless > FRUITLESS_ATTEMPTS) throw throttled();
      if (undone.length > 0) await clock.sleep(pause);
      pause = fruitless > 0 ? Math.min(pause * 2, LONGEST_PAUSE_MS) : FIRST_PAUSE_MS;
      left = undone;
    }
  }
}

/** A number as an import writes it. */
export function importedItem(record: NumberRecord, managedBy: unknown): Item {
  const fields = plain(record);
  return toItem(numberKey(record.number), {
    ...fields,
    ...indexOfNumber(record),
    managedBy,
    imported: markOf(fields),
  });
}

/** Without properties that are undefined, which no table keeps. */
function plain(record: NumberRecord): Record<string, unknown> {
  return JSON.parse(JSON.stringify(record)) as Record<string, unknown>;
}

/** Tells whether a record is as it was written. */
function markOf(fields: Record<string, unknown>): string {
  return createHash('sha256').update(canonicalJson(fields)).digest('hex').slice(0, 16);
}

function routesOf(seen: Present | undefined): string[] {
  return (seen?.fields['routes'] as string[] | undefined) ?? [];
}

function routeLost(route: string): ByonError {
  return new ByonError(
    `route ${route} was given to another number while the import ran; mend the file, then run it again: it goes on`,
  );
}

function throttled(): ByonError {
  return new ByonError(
    'the table takes no more for minutes (throttled); run the import again later: it goes on',
  );
}
