import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { LambdaClient } from '@aws-sdk/client-lambda';
import * as z from 'zod';
import { canonicalDigest } from '../adapters/canonical-digest';
import { DynamoCampaigns } from '../adapters/dynamodb/campaign-store';
import { impatient, PATIENCE } from '../adapters/impatient';
import { LambdaDialFunction } from '../adapters/lambda-dial-function';
import { powertoolsLog } from '../adapters/powertools-log';
import { SystemClock } from '../adapters/system-clock';
import { referenceOf } from '../core/outbound/reference';
import { createAttemptWorker } from './handler';

const env = z
  .object({
    STACK: z.string().min(1),
    CAMPAIGNS_TABLE: z.string().min(1),
    CALL_DAYS: z.coerce.number().int().min(1),
    DIAL_FUNCTION: z.string().min(1),
  })
  .parse(process.env);

const clock = new SystemClock();
const client = new DynamoDBClient(impatient(PATIENCE.afterwards));
// The dial function has 29 seconds, and is asked once: what it does not answer is looked up later.
const lambda = new LambdaClient(impatient({ attempts: 1, timeoutMs: 32_000, connectMs: 2000 }));

export const handler = createAttemptWorker({
  store: new DynamoCampaigns({ client, table: env.CAMPAIGNS_TABLE, ttlDays: env.CALL_DAYS }),
  dialFunction: new LambdaDialFunction({ client: lambda, name: env.DIAL_FUNCTION }),
  referenceOf: (dial) => referenceOf({ stack: env.STACK, ...dial }, canonicalDigest),
  clock,
  log: powertoolsLog(),
});
