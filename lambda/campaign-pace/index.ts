import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SQSClient } from '@aws-sdk/client-sqs';
import * as z from 'zod';
import { DynamoPaces } from '../adapters/dynamodb/campaign-paces';
import { DynamoCampaigns } from '../adapters/dynamodb/campaign-store';
import { DynamoDialStore } from '../adapters/dynamodb/dial-store';
import { DynamoNumberDirectory } from '../adapters/dynamodb/number-directory';
import { impatient, PATIENCE } from '../adapters/impatient';
import { powertoolsLog } from '../adapters/powertools-log';
import { SqsAttemptQueue } from '../adapters/sqs-attempt-queue';
import { SystemClock } from '../adapters/system-clock';
import { identifier } from '../core/agents/identifier';
import { trunkLimits } from '../core/outbound/settings';
import { createPacer } from './handler';

const env = z
  .object({
    CAMPAIGNS_TABLE: z.string().min(1),
    CALLS_TABLE: z.string().min(1),
    REGISTRY_TABLE: z.string().min(1),
    CALL_DAYS: z.coerce.number().int().min(1),
    QUEUE_URL: z.string().min(1),
    TRUNKS: z
      .string()
      .transform((json): unknown => JSON.parse(json))
      .pipe(z.record(identifier, trunkLimits)),
  })
  .parse(process.env);

const clock = new SystemClock();
const patience = impatient(PATIENCE.afterwards);
const client = new DynamoDBClient(patience);
const campaigns = { client, table: env.CAMPAIGNS_TABLE, ttlDays: env.CALL_DAYS };

export const handler = createPacer({
  store: new DynamoCampaigns(campaigns),
  paces: new DynamoPaces(campaigns),
  queue: new SqsAttemptQueue({ client: new SQSClient(patience), url: env.QUEUE_URL }),
  dials: new DynamoDialStore({ client, table: env.CALLS_TABLE, clock, ttlDays: env.CALL_DAYS }),
  directory: new DynamoNumberDirectory({ client, table: env.REGISTRY_TABLE }),
  trunks: new Map(Object.entries(env.TRUNKS)),
  clock,
  log: powertoolsLog(),
});
