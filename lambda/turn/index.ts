import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import * as z from 'zod';
import { DynamoCallStore } from '../adapters/dynamodb/call-store';
import { DynamoNumberDirectory } from '../adapters/dynamodb/number-directory';
import { powertoolsLog } from '../adapters/powertools-log';
import { providersFor } from '../adapters/providers';
import { S3AudioStore } from '../adapters/s3-audio-store';
import { SecretsKeyRing } from '../adapters/secrets-key-ring';
import { SystemClock } from '../adapters/system-clock';
import { createTurnWorker } from './worker';

const env = z
  .object({
    REGISTRY_TABLE: z.string().min(1),
    CALLS_TABLE: z.string().min(1),
    AUDIO_BUCKET: z.string().min(1),
    CALL_DAYS: z.coerce.number().int().min(1),
    PROVIDERS: z
      .string()
      .transform((json): unknown => JSON.parse(json))
      .pipe(
        z.record(z.string(), z.object({ secretArn: z.string().optional(), baseUrl: z.url().optional() })),
      ),
  })
  .parse(process.env);

const clock = new SystemClock();
const client = new DynamoDBClient({});
const settings = env.PROVIDERS;
const keys = new SecretsKeyRing({ client: new SecretsManagerClient({}), settings, clock });

export const handler = createTurnWorker({
  directory: new DynamoNumberDirectory({ client, table: env.REGISTRY_TABLE }),
  store: new DynamoCallStore({ client, table: env.CALLS_TABLE, clock, ttlDays: env.CALL_DAYS }),
  audio: new S3AudioStore({ client: new S3Client({}), bucket: env.AUDIO_BUCKET }),
  providers: providersFor({ keys, settings }),
  clock,
  log: powertoolsLog(),
});
