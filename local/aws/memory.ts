import type { BatchGetItemInput, DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import type { S3Client } from '@aws-sdk/client-s3';
import { MemoryBucket } from '../chaos/aws/bucket';
import { MemoryTable } from '../chaos/aws/table';
import type { LocalClock } from '../clock';
import type { LocalDynamo } from './dynamodb';
import { REGISTRY_TABLE } from './registry-table';
import type { LocalS3 } from './s3';

/**
 * Both tables of the stack and the audio bucket, without servers: a call reads its turns a hundred times while it
 * waits for an answer, and HTTP would be nine tenths of all its work. They know the commands of the handlers'
 * adapters, and no others.
 *
 * @param registry a client of a registry table that is served. Left out: it is in memory as well.
 */
export function memoryServices(
  clock: LocalClock,
  registry?: DynamoDBClient,
): { dynamo: LocalDynamo; s3: LocalS3 } {
  return { dynamo: memoryDynamo(registry), s3: memoryS3(clock) };
}

/** Both tables alone. */
export function memoryDynamo(registry?: DynamoDBClient): LocalDynamo {
  const names = { registryTable: REGISTRY_TABLE, callsTable: 'byon-calls' };
  const tables = new Map(Object.values(names).map((name) => [name, new MemoryTable()]));
  const send = async (command: { input: object }): Promise<object> => {
    const table = tableOf(command.input);
    if (registry && table === REGISTRY_TABLE) return registry.send(command as GetItemCommand);
    return tables.get(table)!.serve(command);
  };
  return { client: { send } as unknown as DynamoDBClient, ...names, close: async () => undefined };
}

function tableOf(input: { TableName?: string } & Partial<BatchGetItemInput>): string {
  return input.TableName ?? Object.keys(input.RequestItems!)[0]!;
}

function memoryS3(clock: LocalClock): LocalS3 {
  const bucket = new MemoryBucket(clock);
  const send = async (command: unknown) => bucket.serve(command);
  return { client: { send } as unknown as S3Client, bucket: 'byon-audio', close: async () => undefined };
}
