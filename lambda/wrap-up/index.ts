import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import * as z from 'zod';
import { DynamoCallStore } from '../adapters/dynamodb/call-store';
import { DynamoDailyBudget } from '../adapters/dynamodb/daily-budget';
import { DynamoDialStore } from '../adapters/dynamodb/dial-store';
import { DynamoNumberDirectory } from '../adapters/dynamodb/number-directory';
import { DynamoWrapUpLedger } from '../adapters/dynamodb/wrap-up-ledger';
import { EventBridgeBus } from '../adapters/event-bridge-bus';
import { impatient, PATIENCE } from '../adapters/impatient';
import { powertoolsLog } from '../adapters/powertools-log';
import { providersFor } from '../adapters/providers';
import { providersOfEnvironment } from '../adapters/providers/of-environment';
import { SecretsKeyRing } from '../adapters/secrets-key-ring';
import { SignedWebhooks } from '../adapters/signed-webhooks';
import { SystemClock } from '../adapters/system-clock';
import { SecretsManagerToolSecrets } from '../adapters/tools/tool-secrets';
import { createWrapUp } from './handler';

const env = z
  .object({
    REGISTRY_TABLE: z.string().min(1),
    CALLS_TABLE: z.string().min(1),
    CALLS_TABLE_ARN: z.string().min(1),
    CALL_DAYS: z.coerce.number().int().min(1),
    PROVIDERS: providersOfEnvironment,
  })
  .parse(process.env);

const patient = impatient(PATIENCE.afterwards);

const clock = new SystemClock();
const client = new DynamoDBClient(patient);
const secrets = new SecretsManagerClient(patient);
const settings = env.PROVIDERS;
const calls = { client, table: env.CALLS_TABLE, clock, ttlDays: env.CALL_DAYS };

export const handler = createWrapUp({
  directory: new DynamoNumberDirectory({ client, table: env.REGISTRY_TABLE }),
  store: new DynamoCallStore(calls),
  ledger: new DynamoWrapUpLedger(calls),
  dials: new DynamoDialStore(calls),
  days: new DynamoDailyBudget(calls),
  providers: providersFor({ keys: new SecretsKeyRing({ client: secrets, settings, clock }), settings }),
  bus: new EventBridgeBus({
    client: new EventBridgeClient(impatient({ ...PATIENCE.afterwards, attempts: 1 })),
    resource: env.CALLS_TABLE_ARN,
  }),
  webhooks: new SignedWebhooks({ secrets: new SecretsManagerToolSecrets({ client: secrets, clock }), clock }),
  clock,
  log: powertoolsLog(),
});
