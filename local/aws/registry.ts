import { createServer, type RequestListener } from 'node:http';
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import dynalite from 'dynalite';
import { DynamoRegistryStore } from '../../lambda/adapters/dynamodb/registry-store';
import type { Log } from '../../lambda/core/ports';
import { provision } from '../../lambda/provision-registry/provision';
import type { Config } from '../../lib/config';
import type { LocalClock } from '../clock';
import { closeServer, listenOnLoopback } from '../loopback';
import { isOurHost } from '../phone/guard';
import { localClient, outOfTime } from './client';
import { LOCAL_OWNER, REGISTRY_TABLE, registryTable } from './registry-table';

/** The registry table of this machine, as commands that change a registry want it. */
export interface LocalRegistry {
  client: DynamoDBClient;
  /** Answers what another process asks of DynamoDB, for a server that programs of this machine alone reach. */
  handle: RequestListener;
  close(): Promise<void>;
}

const SILENT: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** Serves a registry on 127.0.0.1, with the agents and numbers of a config in it. */
export async function openRegistry(
  { agents, numbers }: Pick<Config, 'agents' | 'numbers'>,
  clock: LocalClock,
): Promise<LocalRegistry> {
  const dynamo = dynalite({ createTableMs: 0 });
  const handle = dynamo.listeners('request')[0] as RequestListener;
  const server = createServer((request, response) => {
    // dynalite lets pages of any origin in.
    if (isOurHost(request, port) && request.headers.origin === undefined) handle(request, response);
    else response.writeHead(403).end();
  });
  const port = await listenOnLoopback(server);
  const client = new DynamoDBClient(localClient(port));
  outOfTime(client, clock);
  await client.send(new CreateTableCommand(registryTable()));
  const { signal } = new AbortController();
  const store = new DynamoRegistryStore({ client, table: REGISTRY_TABLE, owner: LOCAL_OWNER, signal, clock });
  const records = numbers.map(({ takeover: _, ...record }) => record);
  await provision({ agents, numbers: records }, { store, log: SILENT });
  return {
    client,
    handle,
    close: async () => {
      client.destroy();
      await closeServer(server);
    },
  };
}
