import { writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { GetItemCommand, PutItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { agentRecord } from '../../../lambda/adapters/agent-record';
import { keyOf } from '../../../lambda/adapters/dynamodb/items';
import { DynamoNumberDirectory } from '../../../lambda/adapters/dynamodb/number-directory';
import { numberKey } from '../../../lambda/adapters/dynamodb/registry-keys';
import { DynamoRegistryStore } from '../../../lambda/adapters/dynamodb/registry-store';
import { SystemClock } from '../../../lambda/adapters/system-clock';
import type { Agent } from '../../../lambda/core/agents/agent';
import type { NumberRecord } from '../../../lambda/core/numbers/number';
import { provision } from '../../../lambda/provision-registry/provision';
import { connectDynamo, serveDynamo } from '../../../local/aws/dynamodb';
import { WallClock } from '../../../local/clock';
import { agentSettingsOf } from '../../builders/agent';
import { RecordingLog } from '../../fakes/ports';
import { Surroundings } from '../surroundings';

/** Where a command finds the registry. */
export const AWS = { stack: 'Byon' };

/** A laptop, and a stack with a registry table in its account. */
export class DeployedRegistry {
  readonly directory: DynamoNumberDirectory;
  private text = '';
  readonly output = { write: (more: string) => ((this.text += more), true) };

  private constructor(
    readonly laptop: Surroundings,
    readonly client: DynamoDBClient,
    readonly table: string,
    private readonly stop: () => Promise<void>,
  ) {
    this.directory = new DynamoNumberDirectory({ client, table });
  }

  static async open(): Promise<DeployedRegistry> {
    const laptop = await Surroundings.open();
    const { port, close } = await serveDynamo();
    const { client, registryTable, close: disconnect } = await connectDynamo(port, new WallClock());
    laptop.aws.environment.AWS_ENDPOINT_URL_DYNAMODB = `http://127.0.0.1:${port}`;
    process.env.AWS_ENDPOINT_URL_DYNAMODB = laptop.aws.environment.AWS_ENDPOINT_URL_DYNAMODB;
    laptop.aws.account.stacks.set('eu-west-2/Byon', {
      resources: {
        Registry: { Type: 'AWS::DynamoDB::GlobalTable', physicalId: registryTable },
        Records: { Type: 'Custom::ByonRegistryRecords', Properties: { Table: { Ref: 'Registry' } } },
      },
    });
    return new DeployedRegistry(laptop, client, registryTable, async () => {
      await disconnect();
      await close();
      await laptop.close();
    });
  }

  close(): Promise<void> {
    return this.stop();
  }

  /** What was written since the last time. */
  told(): string {
    const { text } = this;
    this.text = '';
    return text;
  }

  /** Deploys the stack's config. */
  async deploy(agents: Agent[], numbers: NumberRecord[]): Promise<void> {
    const store = new DynamoRegistryStore({
      client: this.client,
      table: this.table,
      owner: 'Byon/Records',
      signal: new AbortController().signal,
      clock: new SystemClock(),
    });
    await provision({ agents, numbers }, { store, log: new RecordingLog() });
  }

  /** Writes a file on the laptop. @returns its path. */
  file(name: string, text: string): string {
    const file = path.join(this.laptop.folder, name);
    writeFileSync(file, text);
    return file;
  }

  /** A number with all that the table has of it. */
  async item(number: string): Promise<Record<string, unknown> | undefined> {
    const Key = keyOf(numberKey(number));
    const { Item } = await this.client.send(new GetItemCommand({ TableName: this.table, Key }));
    return Item && unmarshall(Item);
  }

  /** Somebody else changes a number, as in the console. */
  async edit(number: string, fields: object): Promise<void> {
    const Item = marshall({ ...(await this.item(number)), ...fields }, { removeUndefinedValues: true });
    await this.client.send(new PutItemCommand({ TableName: this.table, Item }));
  }
}

export const reception = agentRecord('reception', agentSettingsOf({ stt: 'openai/whisper-1' }));
export const sales = agentRecord('sales', agentSettingsOf({ greeting: 'Sales, hello.' }));
