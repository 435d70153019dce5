import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { S3Client } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import * as z from 'zod';
import { DynamoBreakerStore } from '../adapters/dynamodb/breaker-store';
import { DynamoCallStore } from '../adapters/dynamodb/call-store';
import { DynamoCallbacks } from '../adapters/dynamodb/callback-store';
import { DynamoDigitVault } from '../adapters/dynamodb/digit-vault';
import { DynamoDialStore } from '../adapters/dynamodb/dial-store';
import { DynamoNumberDirectory } from '../adapters/dynamodb/number-directory';
import { DynamoOptOuts } from '../adapters/dynamodb/opt-out-store';
import { DynamoToolLedger } from '../adapters/dynamodb/tool-ledger';
import { impatient, PATIENCE } from '../adapters/impatient';
import { StoredKnowledge } from '../adapters/knowledge-store';
import { powertoolsLog } from '../adapters/powertools-log';
import { providersFor } from '../adapters/providers';
import { providersOfEnvironment } from '../adapters/providers/of-environment';
import { withFallbacks } from '../adapters/providers/with-fallbacks';
import { S3AudioStore } from '../adapters/s3-audio-store';
import { SecretCalleeHash } from '../adapters/secret-callee-hash';
import { SecretsKeyRing } from '../adapters/secrets-key-ring';
import { SystemClock } from '../adapters/system-clock';
import { HttpTools } from '../adapters/tools/http-tool';
import { LambdaTools } from '../adapters/tools/lambda-tool';
import { McpTools } from '../adapters/tools/mcp/mcp-tools';
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
    CALLEE_KEY_SECRET: z.string().min(1).optional(),
    TOOL_FUNCTIONS: z
      .string()
      .default('{}')
      .transform((json): unknown => JSON.parse(json))
      .pipe(z.record(z.string(), z.string().min(1))),
    PROVIDERS: providersOfEnvironment,
  })
  .parse(process.env);

const clock = new SystemClock();
const log = powertoolsLog();
const client = new DynamoDBClient(impatient(PATIENCE.worker));
const settings = env.PROVIDERS;
const secrets = new SecretsManagerClient(impatient(PATIENCE.worker));
const keys = new SecretsKeyRing({ client: secrets, settings, clock });
const calls = { client, table: env.CALLS_TABLE, clock, ttlDays: env.CALL_DAYS };
const store = new DynamoCallStore(calls);
const toolSecrets = new SecretsManagerToolSecrets({ client: secrets, clock });
const optOuts = new DynamoOptOuts({ client, table: env.REGISTRY_TABLE });
const callees = SecretCalleeHash.of({ client: secrets, arn: env.CALLEE_KEY_SECRET, clock });
const mcp = new McpTools({ secrets: toolSecrets, clock, log });

const audio = new S3AudioStore({ client: new S3Client(impatient(PATIENCE.audio)), bucket: env.AUDIO_BUCKET });

export const handler = createTurnWorker({
  directory: new DynamoNumberDirectory({ client, table: env.REGISTRY_TABLE }),
  store,
  dials: new DynamoDialStore(calls),
  optOuts,
  callees,
  audio,
  knowledge: new StoredKnowledge(audio),
  providers: withFallbacks({
    providers: providersFor({ keys, settings }),
    breakers: new Breakers({ store: new DynamoBreakerStore(calls), clock, log }),
    clock,
    log,
  }),
  tools: {
    ledger: new DynamoToolLedger(calls),
    vault: new DynamoDigitVault(calls),
    catalogue: mcp,
    runner: toolRunner({
      http: new HttpTools({ secrets: toolSecrets, clock }),
      mcp,
      // A client that tries again would run a tool twice.
      lambda: new LambdaTools({
        client: new LambdaClient({ maxAttempts: 1 }),
        functions: env.TOOL_FUNCTIONS,
      }),
      builtIn: {
        callbacks: new DynamoCallbacks(calls),
        optOuts,
        callees,
        calls: store,
        clock,
      },
    }),
  },
  clock,
  log,
});
