import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { S3Client } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import * as z from 'zod';
import { DynamoBreakerStore } from '../adapters/dynamodb/breaker-store';
import { DynamoCallStore } from '../adapters/dynamodb/call-store';
import { DynamoNumberDirectory } from '../adapters/dynamodb/number-directory';
import { DynamoToolLedger } from '../adapters/dynamodb/tool-ledger';
import { powertoolsLog } from '../adapters/powertools-log';
import { providersFor } from '../adapters/providers';
import { withFallbacks } from '../adapters/providers/with-fallbacks';
import { S3AudioStore } from '../adapters/s3-audio-store';
import { SecretsKeyRing } from '../adapters/secrets-key-ring';
import { SystemClock } from '../adapters/system-clock';
import { HttpTools } from '../adapters/tools/http-tool';
import { LambdaTools } from '../adapters/tools/lambda-tool';
import { toolRunner } from '../adapters/tools/tool-runner';
import { SecretsManagerToolSecrets } from '../adapters/tools/tool-secrets';
import { Breakers } from '../core/providers/breakers';
import { createTurnWorker } from './worker';

const env = z
  .object({
    REGISTRY_TABLE: z.string().min(1),
    CALLS_TABLE: z.string().min(1),
    AUDIO_BUCKET: z.string().min(1),
    CALL_DAYS: z.coerce.number().int().min(1),
    TOOL_FUNCTIONS: z
      .string()
      .default('{}')
      .transform((json): unknown => JSON.parse(json))
      .pipe(z.record(z.string(), z.string().min(1))),
    PROVIDERS: z
      .string()
      .transform((json): unknown => JSON.parse(json))
      .pipe(
        z.record(z.string(), z.object({ secretArn: z.string().optional(), baseUrl: z.url().optional() })),
      ),
  })
  .parse(process.env);

const clock = new SystemClock();
const log = powertoolsLog();
const client = new DynamoDBClient({});
const settings = env.PROVIDERS;
const secrets = new SecretsManagerClient({});
const keys = new SecretsKeyRing({ client: secrets, settings, clock });
const calls = { client, table: env.CALLS_TABLE, clock, ttlDays: env.CALL_DAYS };

export const handler = createTurnWorker({
  directory: new DynamoNumberDirectory({ client, table: env.REGISTRY_TABLE }),
  store: new DynamoCallStore(calls),
  audio: new S3AudioStore({ client: new S3Client({}), bucket: env.AUDIO_BUCKET }),
  providers: withFallbacks({
    providers: providersFor({ keys, settings }),
    breakers: new Breakers({ store: new DynamoBreakerStore(calls), clock, log }),
    clock,
    log,
  }),
  tools: {
    ledger: new DynamoToolLedger(calls),
    runner: toolRunner({
      http: new HttpTools({ secrets: new SecretsManagerToolSecrets({ client: secrets, clock }), clock }),
      // A client that tries again would run a tool twice.
      lambda: new LambdaTools({
        client: new LambdaClient({ maxAttempts: 1 }),
        functions: env.TOOL_FUNCTIONS,
      }),
    }),
  },
  clock,
  log,
});
