import { isDeepStrictEqual } from 'node:util';
import {
  ConditionalCheckFailedException,
  GetItemCommand,
  PutItemCommand,
  UpdateItemCommand,
  type DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { agent, type Agent } from '../../core/agents/agent';
import { ByonError } from '../../core/errors';
import { numberRecord, type NumberRecord } from '../../core/numbers/number';
import type { Clock } from '../../core/ports';
import type { CurrentAgent, NumberEdit } from '../../core/registry/ports';
import { keyOf, plainFields, toItem, type Item, type Key } from './items';
import { Expression } from './registry-expression';
import { formerAfter, ifVersion, newVersion } from './registry-history';
import { agentKey, indexOfNumber, numberKey, writtenKey } from './registry-keys';
import { readable } from './registry-listing';

/** More often than people change one record within a second. */
const ATTEMPTS = 5;

/** Somebody else keeps changing, or has just changed, what was to be changed. */
export class LostRaceError extends ByonError {
  override readonly name = 'LostRaceError';
}

/**
 * What a person does to single records of a registry table. Every write is one conditional single-item write: it holds
 * only where the record is as it was read.
 */
export class DynamoRegistryChanges {
  constructor(
    private readonly options: {
      client: DynamoDBClient;
      table: string;
      clock: Clock;
      /** Who does it, as in `user/asha`, where that is known. */
      by?: string | undefined;
    },
  ) {}

  async findNumber(e164: string): Promise<NumberRecord | undefined> {
    const item = await this.get(numberKey(e164));
    return item && readable(item, numberRecord);
  }

  /**
   * Changes a number. Where somebody else was quicker it is read and edited again.
   *
   * @param edit throws where there is nothing to do with this record.
   * @returns undefined when there is no such number.
   * @throws LostRaceError
   */
  async editNumber(
    e164: string,
    edit: (record: NumberRecord) => NumberEdit,
  ): Promise<{ before: NumberRecord; after: NumberRecord } | undefined> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const item = await this.get(numberKey(e164));
      if (!item) return undefined;
      const before = readable(item, numberRecord);
      const after = { ...before, ...edit(before) };
      if (
        changesBetween(before, after).length === 0 ||
        (await this.replaceFields(before, after, plainFields(item)))
      ) {
        return { before, after };
      }
    }
    throw new LostRaceError('somebody else keeps changing this number; run this again when they are done');
  }

  async currentAgent(id: string): Promise<CurrentAgent | undefined> {
    const item = await this.get(agentKey(id));
    if (!item) return undefined;
    const { former = [] } = unmarshall(item) as { former?: string[] };
    return { agent: readable(item, agent), former };
  }

  async findVersion(id: string, version: string): Promise<Agent | undefined> {
    const item = await this.get(agentKey(id, version));
    return item && readable(item, agent);
  }

  /**
   * Saves a version and makes it the current one, whichever is current by then.
   *
   * @returns the version that it replaces; undefined for a new agent.
   * @throws LostRaceError
   */
  async putAgent(wanted: Agent): Promise<string | undefined> {
    const { table, by, clock } = this.options;
    await this.holds(newVersion(table, wanted, { by, at: clock.now() }));
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const seen = await this.currentAgent(wanted.id);
      if (seen?.agent.version === wanted.version) return wanted.version;
      if (await this.makeCurrent(wanted, seen?.agent.version)) return seen?.agent.version;
    }
    throw new LostRaceError('somebody else keeps changing this agent; run this again when they are done');
  }

  /**
   * Saves a version and makes it the current one, if the current one is as it was seen.
   *
   * @param seen its version; undefined: there is none.
   * @returns false, with the version saved and not current, when it is another one by now.
   */
  async replaceAgent(wanted: Agent, seen: string | undefined): Promise<boolean> {
    const { table, by, clock } = this.options;
    await this.holds(newVersion(table, wanted, { by, at: clock.now() }));
    return wanted.version === seen || this.makeCurrent(wanted, seen);
  }

  /**
   * Makes a saved version the current one.
   *
   * @param former the versions that a rollback without a name goes back to from then on; undefined: those of now, and
   * the one that is replaced.
   * @throws LostRaceError when another version than `from` is current by now.
   */
  async rollBack(to: Agent, from: string, former?: string[]): Promise<void> {
    if (await this.makeCurrent(to, from, former)) return;
    throw new LostRaceError(
      `somebody else has just changed agent ${to.id}, and nothing was done; look at it (npx byon agents show ${to.id})`,
    );
  }

  /** Whether the config of a stack has the record. @param owner of the stack's notes. */
  async isInConfig(owner: string, subject: Key): Promise<boolean> {
    return (await this.get(writtenKey(owner, subject))) !== undefined;
  }

  private async makeCurrent(
    wanted: Agent,
    seenVersion: string | undefined,
    former?: string[],
  ): Promise<boolean> {
    const item = await this.get(agentKey(wanted.id));
    const seen = item && { fields: plainFields(item), ...(unmarshall(item) as { former?: string[] }) };
    if (seen?.fields['version'] !== seenVersion) return false;
    const { managedBy = 'operator' } = item ? (unmarshall(item) as { managedBy?: string }) : {};
    return this.holds(
      new PutItemCommand({
        TableName: this.options.table,
        Item: toItem(agentKey(wanted.id), {
          ...wanted,
          managedBy,
          former: former ?? formerAfter(seen, wanted.version),
        }),
        ...ifVersion(seen?.fields),
      }),
    );
  }

  /** @param seen the record as the table has it, which may leave out what has a standard. */
  private replaceFields(
    before: NumberRecord,
    after: NumberRecord,
    seen: Record<string, unknown>,
  ): Promise<boolean> {
    const update = new Expression();
    const changed = changesBetween(before, after);
    const given = changed.filter((name) => after[name] !== undefined);
    const set = { ...Object.fromEntries(given.map((name) => [name, after[name]])), ...indexOfNumber(after) };
    const sets = Object.entries(set).map(([name, value]) => `${update.name(name)} = ${update.value(value)}`);
    const removes = changed.filter((name) => after[name] === undefined).map((name) => update.name(name));
    // The reason goes with the status, and equal objects are not known everywhere.
    const still = (['agent', 'agentVersion', 'status'] as const).flatMap((name) =>
      update.isStill(name, seen[name]),
    );
    return this.holds(
      new UpdateItemCommand({
        TableName: this.options.table,
        Key: keyOf(numberKey(before.number)),
        UpdateExpression: `SET ${sets.join(', ')}${removes.length > 0 ? ` REMOVE ${removes.join(', ')}` : ''}`,
        ConditionExpression: ['attribute_exists(pk)', ...still].join(' AND '),
        ExpressionAttributeNames: update.names,
        ExpressionAttributeValues: marshall(update.values),
      }),
    );
  }

  private async get(key: Key): Promise<Item | undefined> {
    const { client, table } = this.options;
    const command = new GetItemCommand({ TableName: table, Key: keyOf(key), ConsistentRead: true });
    return (await client.send(command)).Item;
  }

  /** @returns whether the condition of the write held. */
  private async holds(command: PutItemCommand | UpdateItemCommand): Promise<boolean> {
    try {
      await this.options.client.send(command as PutItemCommand);
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  }
}

function changesBetween(before: NumberEdit, after: NumberEdit): (keyof NumberEdit)[] {
  const names = ['agent', 'agentVersion', 'status', 'suspension'] as const;
  return names.filter((name) => !isDeepStrictEqual(before[name], after[name]));
}
