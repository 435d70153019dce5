import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import * as z from 'zod';
import { DynamoCampaigns } from '../adapters/dynamodb/campaign-store';
import { DynamoNumberDirectory } from '../adapters/dynamodb/number-directory';
import { impatient, PATIENCE } from '../adapters/impatient';
import { SecretCalleeHash } from '../adapters/secret-callee-hash';
import { SystemClock } from '../adapters/system-clock';
import { createDesk } from './handler';

const list = z.string().transform((text) => text.split(',').filter(Boolean));

const env = z
  .object({
    CAMPAIGNS_TABLE: z.string().min(1),
    REGISTRY_TABLE: z.string().min(1),
    CALL_DAYS: z.coerce.number().int().min(1),
    CALLEE_KEY_SECRET: z.string().min(1),
    COUNTRIES: list,
    CARRIERS: list,
  })
  .parse(process.env);

const clock = new SystemClock();
const patience = impatient(PATIENCE.afterwards);
const client = new DynamoDBClient(patience);

export const handler = createDesk({
  store: new DynamoCampaigns({ client, table: env.CAMPAIGNS_TABLE, ttlDays: env.CALL_DAYS }),
  directory: new DynamoNumberDirectory({ client, table: env.REGISTRY_TABLE }),
  callees: SecretCalleeHash.of({
    client: new SecretsManagerClient(patience),
    arn: env.CALLEE_KEY_SECRET,
    clock,
  }),
  countries: env.COUNTRIES,
  carriers: env.CARRIERS,
  clock,
});
