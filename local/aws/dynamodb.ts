import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import dynalite from 'dynalite';
import type { LocalClock } from '../clock';
import { closeServer, listenOnLoopback } from '../loopback';
import { localClient, outOfTime, type LocalServer } from './client';
import { REGISTRY_TABLE, registryTable, table } from './registry-table';

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
  return { port: await listenOnLoopback(server), close: () => closeServer(server) };
}

/** Makes both tables of the stack. */
export async function connectDynamo(port: number, clock: LocalClock): Promise<LocalDynamo> {
  const client = new DynamoDBClient(localClient(port));
  outOfTime(client, clock);
  const callsTable = 'byon-calls';
  await client.send(new CreateTableCommand(registryTable()));
  await client.send(new CreateTableCommand(table(callsTable)));
  return { client, registryTable: REGISTRY_TABLE, callsTable, close: async () => client.destroy() };
}
