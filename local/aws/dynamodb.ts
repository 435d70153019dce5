import type { AddressInfo } from 'node:net';
import { CreateTableCommand, DynamoDBClient, type CreateTableCommandInput } from '@aws-sdk/client-dynamodb';
import dynalite from 'dynalite';
import type { LocalClock } from '../clock';
import { localClient, outOfTime, type LocalServer } from './client';

export interface LocalDynamo {
  client: DynamoDBClient;
  registryTable: string;
  callsTable: string;
  close(): Promise<void>;
}

/** DynamoDB in this process, in memory, on a free port of 127.0.0.1, with both tables of the stack. */
export async function openDynamo(clock: LocalClock): Promise<LocalDynamo> {
  const { port, close } = await serveDynamo();
  const dynamo = await connectDynamo(port, clock);
  return {
    ...dynamo,
    close: async () => {
      await dynamo.close();
      await close();
    },
  };
}

/** DynamoDB without tables, in memory, on a free port of 127.0.0.1. */
export async function serveDynamo(): Promise<LocalServer> {
  const server = dynalite({ createTableMs: 0 });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { port, close: () => new Promise((resolve) => server.close(() => resolve())) };
}

/** Makes both tables of the stack. */
export async function connectDynamo(port: number, clock: LocalClock): Promise<LocalDynamo> {
  const client = new DynamoDBClient(localClient(port));
  outOfTime(client, clock);
  const registryTable = 'byon-registry';
  const callsTable = 'byon-calls';
  await client.send(new CreateTableCommand({ ...table(registryTable), ...BY_AGENT }));
  await client.send(new CreateTableCommand(table(callsTable)));
  return { client, registryTable, callsTable, close: async () => client.destroy() };
}

const KEY_ATTRIBUTES = ['pk', 'sk'];

function table(TableName: string): CreateTableCommandInput {
  return {
    TableName,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: KEY_ATTRIBUTES.map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
    KeySchema: [
      { AttributeName: 'pk', KeyType: 'HASH' },
      { AttributeName: 'sk', KeyType: 'RANGE' },
    ],
  };
}

/** The registry's index: an agent's numbers. */
const BY_AGENT: Partial<CreateTableCommandInput> = {
  AttributeDefinitions: [...KEY_ATTRIBUTES, 'gsi1pk', 'gsi1sk'].map((AttributeName) => ({
    AttributeName,
    AttributeType: 'S',
  })),
  GlobalSecondaryIndexes: [
    {
      IndexName: 'gsi1',
      KeySchema: [
        { AttributeName: 'gsi1pk', KeyType: 'HASH' },
        { AttributeName: 'gsi1sk', KeyType: 'RANGE' },
      ],
      Projection: { ProjectionType: 'ALL' },
    },
  ],
};
