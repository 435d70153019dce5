import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { CachedSecret } from '../adapters/cached-secret';
import { callKeySecret } from '../adapters/call-proof';
import { DynamoDailyBudget } from '../adapters/dynamodb/daily-budget';
import { DynamoDialStore } from '../adapters/dynamodb/dial-store';
import { DynamoLegStore } from '../adapters/dynamodb/leg-store';
import { DynamoNumberDirectory } from '../adapters/dynamodb/number-directory';
import { impatient, PATIENCE } from '../adapters/impatient';
import { powertoolsLog } from '../adapters/powertools-log';
import { SystemClock } from '../adapters/system-clock';
import { CachedDirectory } from './cached-directory';
import { createBridge } from './handler';
import { authToken } from './secrets';
import { settings } from './settings';
import { twilioBridge } from './twilio';
import { vobizBridge } from './vobiz';

const env = settings.parse(process.env);

const BRIDGES = { twilio: twilioBridge, vobiz: vobizBridge };

const clock = new SystemClock();
const client = new DynamoDBClient(impatient(PATIENCE.handler));
const secrets = new SecretsManagerClient(impatient(PATIENCE.handler));
const calls = { client, table: env.CALLS_TABLE, clock, ttlDays: env.CALL_DAYS };
const callKey = new CachedSecret({
  client: secrets,
  arn: env.CALL_KEY_SECRET,
  schema: callKeySecret,
  clock,
});

const carriers = Object.entries(env.CARRIERS).map(([id, { type, secretArn, admission }]) => {
  const token = new CachedSecret({ client: secrets, arn: secretArn, schema: authToken, clock });
  const target = { host: env.VOICE_CONNECTOR, isEncrypted: env.ENCRYPTION, admission };
  return BRIDGES[type]({ id, authToken: (renew) => token.value(renew), target });
});

export const handler = createBridge(carriers, {
  directory: new CachedDirectory(new DynamoNumberDirectory({ client, table: env.REGISTRY_TABLE }), clock),
  legs: new DynamoLegStore(calls),
  dials: new DynamoDialStore(calls),
  days: new DynamoDailyBudget(calls),
  clock,
  log: powertoolsLog(),
  callKeySecret: () => callKey.value(),
});
