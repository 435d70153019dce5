import { ProvisionedThroughputExceededException, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { InvokeCommand, TooManyRequestsException, type LambdaClient } from '@aws-sdk/client-lambda';
import { S3ServiceException, type S3Client } from '@aws-sdk/client-s3';
import type { MemoryBucket } from './bucket';
import type { Service, ServiceClient } from './service';
import type { MemoryTable } from './table';

const $metadata = {};

export const TABLES: Service = {
  place: 'tables',
  takesMs: [3, 9],
  throttled: () => new ProvisionedThroughputExceededException({ $metadata, message: 'too many requests' }),
};

export const BUCKET: Service = {
  place: 'bucket',
  takesMs: [15, 50],
  throttled: () =>
    new S3ServiceException({ name: 'SlowDown', $fault: 'server', $metadata, message: 'too many requests' }),
};

export const STARTING: Service = {
  place: 'starting',
  takesMs: [15, 40],
  throttled: () => new TooManyRequestsException({ $metadata, message: 'too many requests' }),
};

export const STARTING_WRAP_UP: Service = { ...STARTING, place: 'starting the wrap-up' };

export const BUS: Service = {
  place: 'bus',
  takesMs: [15, 40],
  throttled: () => Object.assign(new Error('too many requests'), { name: 'ThrottlingException' }),
};

/** The clients that the adapters are given. They send what the adapters send, and know nothing else. */
export function dynamoClient(table: Pick<MemoryTable, 'serve'>, client: ServiceClient): DynamoDBClient {
  return sending((command) => client.ask(() => table.serve(command))) as DynamoDBClient;
}

export function s3Client(bucket: MemoryBucket, client: ServiceClient): S3Client {
  return sending((command) => client.ask(() => bucket.serve(command))) as S3Client;
}

/** @param invoke takes an event for the function, and does not wait for what comes of it. */
export function lambdaClient(invoke: (event: unknown) => void, client: ServiceClient): LambdaClient {
  return sending(async (command) => {
    if (!(command instanceof InvokeCommand)) throw new Error('only invocations are known here');
    const event: unknown = JSON.parse(Buffer.from(command.input.Payload as Uint8Array).toString());
    return client.ask(() => invoke(event));
  }) as LambdaClient;
}

function sending(send: (command: unknown) => Promise<unknown>): unknown {
  return { send };
}
