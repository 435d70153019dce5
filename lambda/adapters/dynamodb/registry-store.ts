import { setTimeout } from 'node:timers/promises';
import {
  BatchGetItemCommand,
  ConditionalCheckFailedException,
  DeleteItemCommand,
  PutItemCommand,
  QueryCommand,
  UpdateItemCommand,
  type DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { Agent } from '../../core/agents/agent';
import type { NumberRecord } from '../../core/numbers/number';
import type { Clock } from '../../core/ports';
import { keyOf, plainFields, toItem, type Item, type Key } from './items';
import { Expression } from './registry-expression';
import { formerAfter, ifVersion, newVersion } from './registry-history';
import { agentKey, indexOfNumber, numberKey, routeKey, writtenKey } from './registry-keys';

export type Fields = Record<string, unknown>;

/** A record as the table holds it, whoever wrote it: sound or not. */
export interface Present {
  fields: Fields;
  /** `stack`: its stack may delete it. Anything else is an operator's. */
  managedBy: unknown;
  /** Of an agent: the versions that were current before, the latest last. */
  former?: string[];
  /** Of a number: the mark of what an import wrote last. */
  imported?: string;
}

/** What a stack wrote last of a record. */
export interface Written {
  settings: Fields;
  /** Settings that a deployment set out to write; whether it came to that is not known. */
  unsure: string[];
  /** Routes that may lead to the number since then. */
  routes: string[];
}

/** Settings to write, and names of settings to take away. */
export interface Change {
  set: Fields;
  remove: string[];
}

/** DynamoDB's limit of one read of many. */
const KEYS_A_READ = 100;
/** Between reads of what DynamoDB left out, which the SDK does not read again by itself. */
const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 5000;

/** What bringing records to the registry table needs of it. Every write is one conditional single-item write. */
export class DynamoRegistryStore {
  constructor(
    private readonly options: {
      client: DynamoDBClient;
      table: string;
      /** The stack, and the resource in it, whose notes these are. */
      owner: string;
      signal: AbortSignal;
      clock: Clock;
    },
  ) {}

  /** What the stack wrote last, by the partition key of the record. */
  async written(): Promise<Map<string, Written>> {
    const found = new Map<string, Written>();
    const { pk } = writtenKey(this.options.owner, { pk: '', sk: '' });
    for await (const item of this.query({ key: 'pk', value: pk, consistent: true })) {
      const { sk, settings, unsure = [], routes = [] } = unmarshall(item) as Written & { sk: string };
      found.set(sk, { settings, unsure, routes });
    }
    return found;
  }

  async note(subject: Key, { settings, unsure, routes }: Written): Promise<void> {
    const item = toItem(writtenKey(this.options.owner, subject), {
      settings,
      unsure: unsure.length > 0 ? unsure : undefined,
      routes: routes.length > 0 ? routes : undefined,
    });
    await this.send(new PutItemCommand({ TableName: this.options.table, Item: item }));
  }

  async forget(subject: Key): Promise<void> {
    const Key = keyOf(writtenKey(this.options.owner, subject));
    await this.send(new DeleteItemCommand({ TableName: this.options.table, Key }));
  }

  /** The records that are there, by their partition key. */
  async read(keys: readonly Key[]): Promise<Map<string, Present>> {
    const found = new Map<string, Present>();
    const wanted = [...new Map(keys.map((key) => [`${key.pk} ${key.sk}`, keyOf(key)])).values()];
    for (let from = 0; from < wanted.length; from += KEYS_A_READ) {
      for (const item of await this.readSome(wanted.slice(from, from + KEYS_A_READ))) {
        const { pk, managedBy, former, imported } = unmarshall(item) as Partial<Present> & { pk: string };
        found.set(pk, {
          fields: plainFields(item),
          managedBy,
          ...(former && { former }),
          ...(imported !== undefined && { imported }),
        });
      }
    }
    return found;
  }

  /** @returns false when there is one by now. */
  createNumber(record: NumberRecord): Promise<boolean> {
    const item = toItem(numberKey(record.number), {
      ...record,
      ...indexOfNumber(record),
      managedBy: 'stack',
    });
    return this.holds(
      new PutItemCommand({
        TableName: this.options.table,
        Item: item,
        ConditionExpression: 'attribute_not_exists(pk)',
      }),
    );
  }

  /**
   * Writes the changed settings and leaves the others.
   *
   * @param record what the change makes of `seen`.
   * @returns false when the number is not there any more, or has other routes than were seen, or another agent or
   * status or what hangs on these.
   */
  changeNumber(record: NumberRecord, { set, remove }: Change, seen: Fields): Promise<boolean> {
    const update = new Expression();
    const sets = Object.entries({ ...set, ...indexOfNumber(record) }).map(
      ([name, value]) => `${update.name(name)} = ${update.value(value)}`,
    );
    const removes = remove.map((name) => update.name(name));
    const unchanged = ['agent', 'agentVersion', 'status', 'routes'].flatMap((name) =>
      update.isStill(name, seen[name]),
    );
    return this.holds(
      new UpdateItemCommand({
        TableName: this.options.table,
        Key: keyOf(numberKey(record.number)),
        UpdateExpression: `SET ${sets.join(', ')}${removes.length > 0 ? ` REMOVE ${removes.join(', ')}` : ''}`,
        ConditionExpression: ['attribute_exists(pk)', ...unchanged].join(' AND '),
        ExpressionAttributeNames: update.names,
        ExpressionAttributeValues: marshall(update.values, { removeUndefinedValues: true }),
      }),
    );
  }

  /** A version that is there already is the same, and stays as it was saved. */
  async saveVersion(agent: Agent): Promise<void> {
    const { table, owner, clock } = this.options;
    await this.holds(newVersion(table, agent, { by: `stack ${owner.split('/')[0]}`, at: clock.now() }));
  }

  /**
   * Makes this version the current one.
   *
   * @param seen the agent that is replaced; undefined: there is none.
   * @returns false when it is another one by now.
   */
  replaceAgent(agent: Agent, seen: Present | undefined): Promise<boolean> {
    const managedBy = seen ? seen.managedBy : 'stack';
    const former = formerAfter(seen, agent.version);
    return this.holds(
      new PutItemCommand({
        TableName: this.options.table,
        Item: toItem(agentKey(agent.id), { ...agent, managedBy, former }),
        ...ifVersion(seen?.fields),
      }),
    );
  }

  /** Deletes a record that is the stack's. @returns false when it is not, or is not there. */
  removeNumber(number: string): Promise<boolean> {
    return this.holds(
      new DeleteItemCommand({
        TableName: this.options.table,
        Key: keyOf(numberKey(number)),
        ConditionExpression: 'managedBy = :stack',
        ExpressionAttributeValues: marshall({ ':stack': 'stack' }),
      }),
    );
  }

  /** Deletes what is current of the agent; its versions stay for the calls in progress. */
  removeAgent(id: string, seen: Present): Promise<boolean> {
    const { ConditionExpression, ExpressionAttributeValues, ...names } = ifVersion(seen.fields);
    return this.holds(
      new DeleteItemCommand({
        TableName: this.options.table,
        Key: keyOf(agentKey(id)),
        ConditionExpression: `managedBy = :stack AND ${ConditionExpression}`,
        ExpressionAttributeValues: { ...ExpressionAttributeValues, ...marshall({ ':stack': 'stack' }) },
        ...names,
      }),
    );
  }

  /**
   * Leads a route to a number.
   *
   * @param from a number that may lose it.
   * @returns false when it leads to yet another one.
   */
  takeRoute(route: string, number: string, from = number): Promise<boolean> {
    return this.holds(
      new PutItemCommand({
        TableName: this.options.table,
        Item: toItem(routeKey(route), { number }),
        ConditionExpression: 'attribute_not_exists(pk) OR #number IN (:number, :from)',
        ExpressionAttributeNames: { '#number': 'number' },
        ExpressionAttributeValues: marshall({ ':number': number, ':from': from }),
      }),
    );
  }

  /** Deletes a route if it leads to this number. */
  async freeRoute(route: string, number: string): Promise<void> {
    await this.holds(
      new DeleteItemCommand({
        TableName: this.options.table,
        Key: keyOf(routeKey(route)),
        ConditionExpression: '#number = :number',
        ExpressionAttributeNames: { '#number': 'number' },
        ExpressionAttributeValues: marshall({ ':number': number }),
      }),
    );
  }

  /** Whether a number names the agent. The index lags behind, so what it lists is looked at. */
  async isNamed(agent: string): Promise<boolean> {
    let listed: Key[] = [];
    const anyNames = async () =>
      [...(await this.read(listed)).values()].some(({ fields }) => fields['agent'] === agent);
    for await (const item of this.query({ index: 'gsi1', key: 'gsi1pk', value: `AGENT#${agent}` })) {
      const { pk, sk } = unmarshall(item) as Key;
      listed.push({ pk, sk });
      if (listed.length < KEYS_A_READ) continue;
      if (await anyNames()) return true;
      listed = [];
    }
    return anyNames();
  }

  private async *query(of: {
    key: string;
    value: string;
    index?: string;
    consistent?: boolean;
  }): AsyncGenerator<Item> {
    const { client, table, signal } = this.options;
    let from: Item | undefined;
    do {
      const command = new QueryCommand({
        TableName: table,
        IndexName: of.index,
        ConsistentRead: of.consistent,
        KeyConditionExpression: '#key = :value',
        ExpressionAttributeNames: { '#key': of.key },
        ExpressionAttributeValues: marshall({ ':value': of.value }),
        ExclusiveStartKey: from,
      });
      const { Items = [], LastEvaluatedKey } = await client.send(command, { abortSignal: signal });
      yield* Items;
      from = LastEvaluatedKey;
    } while (from);
  }

  private async readSome(keys: Item[]): Promise<Item[]> {
    const { client, table, signal } = this.options;
    const found: Item[] = [];
    for (let left = keys, pause = FIRST_PAUSE_MS; left.length > 0; pause *= 2) {
      const { Responses, UnprocessedKeys } = await client.send(
        new BatchGetItemCommand({ RequestItems: { [table]: { Keys: left, ConsistentRead: true } } }),
        { abortSignal: signal },
      );
      found.push(...(Responses?.[table] ?? []));
      left = UnprocessedKeys?.[table]?.Keys ?? [];
      if (left.length > 0) await setTimeout(Math.min(pause, LONGEST_PAUSE_MS), undefined, { signal });
    }
    return found;
  }

  /** @returns whether the condition of the write held. */
  private async holds(command: PutItemCommand | UpdateItemCommand | DeleteItemCommand): Promise<boolean> {
    try {
      await this.send(command);
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  }

  private async send(command: PutItemCommand | UpdateItemCommand | DeleteItemCommand): Promise<void> {
    const { client, signal } = this.options;
    await client.send(command as PutItemCommand, { abortSignal: signal });
  }
}
