import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { LambdaClient } from '@aws-sdk/client-lambda';
import * as z from 'zod';
import { DynamoCallStore } from '../adapters/dynamodb/call-store';
import { DynamoNumberDirectory } from '../adapters/dynamodb/number-directory';
import { LambdaTurnStarter } from '../adapters/lambda-turn-starter';
import { powertoolsLog } from '../adapters/powertools-log';
import { SystemClock } from '../adapters/system-clock';
import { Clips } from './clips';
import { createCallHandler } from './handler';

const env = z
  .object({
    REGISTRY_TABLE: z.string().min(1),
    CALLS_TABLE: z.string().min(1),
    AUDIO_BUCKET: z.string().min(1),
    TURN_FUNCTION: z.string().min(1),
    CALL_DAYS: z.coerce.number().int().min(1),
  })
  .parse(process.env);

/** A table that hangs is given up and asked again well within the time that an answer may take. */
const impatient = { requestHandler: { connectionTimeout: 500, requestTimeout: 1000 }, maxAttempts: 2 };

const clock = new SystemClock();
const client = new DynamoDBClient(impatient);
const store = new DynamoCallStore({ client, table: env.CALLS_TABLE, clock, ttlDays: env.CALL_DAYS });
const turns = new LambdaTurnStarter({ client: new LambdaClient(impatient), functionName: env.TURN_FUNCTION });

export const handler = createCallHandler({
  directory: new DynamoNumberDirectory({ client, table: env.REGISTRY_TABLE }),
  clips: new Clips({ store, turns, clock }),
  store,
  turns,
  clock,
  log: powertoolsLog(),
  bucket: env.AUDIO_BUCKET,
});
