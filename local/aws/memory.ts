import type { BatchGetItemInput, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { S3Client } from '@aws-sdk/client-s3';
import { MemoryBucket } from '../chaos/aws/bucket';
import { MemoryTable } from '../chaos/aws/table';
import type { LocalClock } from '../clock';
import type { LocalDynamo } from './dynamodb';
import type { LocalS3 } from './s3';

/**
 * Both tables of the stack and the audio bucket, without servers: a call reads its turns a hundred times while it
 * waits for an answer, and HTTP would be nine tenths of all its work. They know the commands of the handlers'
 * adapters, and no others.
 */
export function memoryServices(clock: LocalClock): { dynamo: LocalDynamo; s3: LocalS3 } {
  return { dynamo: memoryDynamo(), s3: memoryS3(clock) };
}

/** Both tables alone. */
export function memoryDynamo(): LocalDynamo {
  const names = { registryTable: 'byon-registry', callsTable: 'byon-calls' };
  const tables = new Map(Object.values(names).map((name) => [name, new MemoryTable()]));
  const send = async (command: { input: object }) => tables.get(tableOf(command.input))!.serve(command);
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
