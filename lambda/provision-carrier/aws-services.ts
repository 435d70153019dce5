import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { GetObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import {
  GetSecretValueCommand,
  ResourceNotFoundException,
  type SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import type * as z from 'zod';
import { exotelCredentials, ExotelConnection } from '../adapters/carriers/exotel';
import { twilioCredentials, TwilioConnection } from '../adapters/carriers/twilio';
import { vobizCredentials, VobizConnection } from '../adapters/carriers/vobiz';
import { DynamoCarrierNotes } from '../adapters/dynamodb/carrier-notes';
import { ByonError, InvalidInputError } from '../core/errors';
import type { Clock } from '../core/ports';
import { markOf } from '../custom-resource/owner';
import type { Services } from './services';

export interface AwsServicesOptions {
  dynamo: DynamoDBClient;
  s3: S3Client;
  secrets: SecretsManagerClient;
  clock: Clock;
  /** Reaches the carriers. Default: the process's own. */
  fetch?: typeof fetch;
}

/** Credentials from Secrets Manager, notes in DynamoDB, files from S3. */
export function awsServices({ dynamo, s3, secrets, clock, fetch }: AwsServicesOptions): Services {
  const way = { clock, ...(fetch && { fetch }) };
  const secretText = (arn: string) => readSecret(secrets, arn);
  const credentials = async <T>(arn: string, schema: z.ZodType<T>) =>
    parseSecret(arn, await secretText(arn), schema);
  return {
    twilio: async (arn) =>
      new TwilioConnection({ credentials: await credentials(arn, twilioCredentials), ...way }),
    vobiz: async (arn) =>
      new VobizConnection({ credentials: await credentials(arn, vobizCredentials), ...way }),
    exotel: async (arn, cluster) =>
      new ExotelConnection({ credentials: await credentials(arn, exotelCredentials), cluster, ...way }),
    secretText,
    notes: (table, owner) => new DynamoCarrierNotes({ client: dynamo, table, owner: markOf(owner) }),
    readJson: (bucket, key) => readJson(s3, bucket, key),
  };
}

async function readSecret(client: SecretsManagerClient, arn: string): Promise<string> {
  try {
    const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: arn }));
    return (SecretString ?? '').trim();
  } catch (error) {
    // What a secret answers that was made without a value.
    if (error instanceof ResourceNotFoundException) return '';
    throw new ByonError(
      `the secret ${arn} could not be read (${nameOf(error)}); see that the role of the provisioning function may call ` +
        'secretsmanager:GetSecretValue on it, and kms:Decrypt on its key',
    );
  }
}

function parseSecret<T>(arn: string, text: string, schema: z.ZodType<T>): T {
  if (text === '') {
    throw new ByonError(
      `the secret ${arn} is not there or holds nothing; fill it as the carrier's page in docs/carriers says`,
    );
  }
  const { data, error } = schema.safeParse(text);
  if (data !== undefined) return data;
  throw new InvalidInputError(
    `the secret ${arn}`,
    (error?.issues ?? []).map(({ path, message }) => ({ path: path.join('.'), message })),
  );
}

async function readJson(client: S3Client, bucket: string, key: string): Promise<unknown> {
  let text: string;
  try {
    const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
    text = (await Body?.transformToString()) ?? '';
  } catch (error) {
    throw new ByonError(
      `the file ${key} in the bucket ${bucket} could not be read (${nameOf(error)}); see that the role of the ` +
        'provisioning function may call s3:GetObject on it, and that nobody has emptied the bucket',
    );
  }
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new ByonError(`the file ${key} in the bucket ${bucket} is not JSON; synthesise and deploy again`);
  }
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : 'unknown error';
}
