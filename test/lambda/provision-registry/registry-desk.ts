import { createHash } from 'node:crypto';
import {
  BatchWriteItemCommand,
  DeleteItemCommand,
  PutItemCommand,
  ScanCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { keyOf, type Key } from '../../../lambda/adapters/dynamodb/items';
import { DynamoNumberDirectory } from '../../../lambda/adapters/dynamodb/number-directory';
import { agentKey, numberKey, routeKey } from '../../../lambda/adapters/dynamodb/registry-keys';
import type { Agent } from '../../../lambda/core/agents/agent';
import type { NumberRecord } from '../../../lambda/core/numbers/number';
import type { TurnStarter } from '../../../lambda/core/ports';
import { Patience } from '../../../lambda/custom-resource/patience';
import { registryRecordsResource } from '../../../lambda/provision-registry/resource';
import { openDynamo, type LocalDynamo } from '../../../local/aws/dynamodb';
import { memoryDynamo } from '../../../local/aws/memory';
import { openS3, type LocalS3 } from '../../../local/aws/s3';
import { WallClock } from '../../../local/clock';
import { RecordingLog } from '../../fakes/ports';

export const STACK_ID = 'arn:aws:cloudformation:us-east-1:111122223333:stack/Byon/8d0a-11ef';
const WRITES = new Set(['PutItemCommand', 'UpdateItemCommand', 'DeleteItemCommand']);

export interface Records {
  agents: Agent[];
  numbers: NumberRecord[];
}

/** The n-th write, from 1, fails: before it reaches the table, or after, with its answer lost. */
export interface Breakdown {
  write: number;
  when: 'before' | 'after';
}

export class Broken extends Error {}

/** A stack's deployments to a table on 127.0.0.1, and the operators at the same table. */
export class RegistryDesk {
  log = new RecordingLog();
  readonly directory: DynamoNumberDirectory;
  /** The names of the commands that the last deployment sent to the table. */
  commands: string[] = [];
  /** The turn worker, where the stack has one. */
  turns: TurnStarter | undefined;
  /** Runs before the next write of a deployment. */
  beforeWrite: (() => Promise<unknown>) | undefined;
  private breakdown: Breakdown | undefined;
  private deploying = false;

  private constructor(
    readonly dynamo: LocalDynamo,
    readonly s3: LocalS3,
  ) {
    this.directory = new DynamoNumberDirectory({ client: dynamo.client, table: dynamo.registryTable });
    const send = dynamo.client.send.bind(dynamo.client) as (...asked: unknown[]) => Promise<unknown>;
    const sent = (command: object, ...options: unknown[]) =>
      this.deploying
        ? this.pass(command.constructor.name, () => send(command, ...options))
        : send(command, ...options);
    dynamo.client.send = sent as typeof dynamo.client.send;
  }

  /** At a DynamoDB over HTTP. */
  static async open(): Promise<RegistryDesk> {
    const clock = new WallClock();
    const [dynamo, s3] = await Promise.all([openDynamo(clock), openS3(clock)]);
    return new RegistryDesk(dynamo, s3);
  }

  /** At a table in memory, for thousands of writes. */
  static async openInMemory(): Promise<RegistryDesk> {
    return new RegistryDesk(memoryDynamo(), await openS3(new WallClock()));
  }

  async close(): Promise<void> {
    await Promise.all([this.dynamo.close(), this.s3.close()]);
  }

  /** An empty table, and no word of what was. */
  async reset(): Promise<void> {
    this.log = new RecordingLog();
    this.turns = undefined;
    this.beforeWrite = undefined;
    const { client, registryTable } = this.dynamo;
    const { Items = [] } = await client.send(new ScanCommand({ TableName: registryTable }));
    const deletes = Items.map(({ pk, sk }) => ({ DeleteRequest: { Key: { pk: pk!, sk: sk! } } }));
    for (let from = 0; from < deletes.length; from += 25) {
      const RequestItems = { [registryTable]: deletes.slice(from, from + 25) };
      await client.send(new BatchWriteItemCommand({ RequestItems }));
    }
  }

  /** Deploys as CloudFormation does, with an Update. */
  async deploy(records: Partial<Records>, breakdown?: Breakdown) {
    const json = JSON.stringify({ agents: [], numbers: [], ...records });
    const key = `${createHash('sha256').update(json).digest('hex')}.json`;
    const { client, bucket } = this.s3;
    await client.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: json }));
    return this.deployKey(key, breakdown);
  }

  async deployKey(key: string, breakdown?: Breakdown) {
    this.commands = [];
    this.breakdown = breakdown;
    this.deploying = true;
    const properties = { Table: this.dynamo.registryTable, Bucket: this.s3.bucket, Key: key };
    try {
      return await this.resource.update({
        ...this.request(),
        properties,
        previous: undefined,
        physicalId: 'x',
      });
    } finally {
      this.deploying = false;
    }
  }

  get resource() {
    return registryRecordsResource({
      dynamo: this.dynamo.client,
      s3: this.s3.client,
      turns: this.turns,
    });
  }

  request() {
    const clock = new WallClock();
    return {
      stackId: STACK_ID,
      logicalId: 'Records',
      time: new Patience(clock, clock.now() + 60_000),
      log: this.log,
      holding: () => undefined,
    };
  }

  get writes(): string[] {
    return this.commands.filter((command) => WRITES.has(command));
  }

  /** An operator sets attributes of a number, or of what is current of an agent. */
  async edit(subject: string, fields: Record<string, unknown>): Promise<void> {
    const names = Object.keys(fields);
    await this.dynamo.client.send(
      new UpdateItemCommand({
        TableName: this.dynamo.registryTable,
        Key: keyOf(keyFor(subject)),
        UpdateExpression: `SET ${names.map((name) => `#${name} = :${name}`).join(', ')}`,
        ExpressionAttributeNames: Object.fromEntries(names.map((name) => [`#${name}`, name])),
        ExpressionAttributeValues: marshall(
          Object.fromEntries(names.map((name) => [`:${name}`, fields[name]])),
        ),
      }),
    );
  }

  async put(key: Key, fields: object): Promise<void> {
    const Item = marshall({ ...key, ...fields });
    await this.dynamo.client.send(new PutItemCommand({ TableName: this.dynamo.registryTable, Item }));
  }

  async putAll(items: (Key & object)[]): Promise<void> {
    for (let from = 0; from < items.length; from += 25) {
      const puts = items.slice(from, from + 25).map((item) => ({ PutRequest: { Item: marshall(item) } }));
      const RequestItems = { [this.dynamo.registryTable]: puts };
      await this.dynamo.client.send(new BatchWriteItemCommand({ RequestItems }));
    }
  }

  async erase(subject: string): Promise<void> {
    const Key = keyOf(keyFor(subject));
    await this.dynamo.client.send(new DeleteItemCommand({ TableName: this.dynamo.registryTable, Key }));
  }

  /** Every item by its key, but for the versions of agents and which were current: history may hold more. */
  async state(): Promise<Record<string, Record<string, unknown>>> {
    const present = Object.entries(await this.items()).filter(([key]) => !key.includes(' V#'));
    return Object.fromEntries(present.map(([key, { former: _, ...fields }]) => [key, fields]));
  }

  /** Every item, by its key, without the moment at which a version was saved. */
  async items(): Promise<Record<string, Record<string, unknown>>> {
    const { Items = [] } = await this.dynamo.client.send(
      new ScanCommand({ TableName: this.dynamo.registryTable }),
    );
    return Object.fromEntries(
      Items.map((item) => {
        const { pk, sk, savedAt: _, ...fields } = unmarshall(item);
        return [`${pk} ${sk}`, fields];
      }),
    );
  }

  /** A number, an agent (`reception`) or a route (`route rule-1`) as it stands in the table. */
  async item(subject: string): Promise<Record<string, unknown> | undefined> {
    const { pk, sk } = keyFor(subject);
    return (await this.items())[`${pk} ${sk}`];
  }

  private async pass(command: string, send: () => Promise<unknown>): Promise<unknown> {
    if (!WRITES.has(command)) {
      this.commands.push(command);
      return send();
    }
    const before = this.beforeWrite;
    this.beforeWrite = undefined;
    if (before) {
      this.deploying = false;
      await before();
      this.deploying = true;
    }
    this.commands.push(command);
    if (this.writes.length !== this.breakdown?.write) return send();
    // Whether its condition held or not, nobody learns.
    if (this.breakdown.when === 'after') await send().catch(() => undefined);
    throw new Broken(`write ${this.breakdown.write}`);
  }
}

function keyFor(subject: string): Key {
  if (subject.startsWith('+')) return numberKey(subject);
  return subject.startsWith('route ') ? routeKey(subject.slice('route '.length)) : agentKey(subject);
}
