import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { S3Client } from '@aws-sdk/client-s3';
import * as z from 'zod';
import { impatient, PATIENCE } from '../adapters/impatient';
import { LambdaStarter } from '../adapters/lambda-starter';
import { powertoolsLog } from '../adapters/powertools-log';
import { SystemClock } from '../adapters/system-clock';
import type { TurnJob } from '../core/calls/records';
import { customResource } from '../custom-resource/handler';
import { putByFetch } from '../custom-resource/put';
import { registryRecordsResource } from './resource';

/** A throttled table is asked again, with pauses that grow to 20 seconds, for as long as the function has time. */
const patient = impatient({ attempts: 30, timeoutMs: 10_000, connectMs: 2000 });

const { TURN_FUNCTION: functionName } = z
  .object({ TURN_FUNCTION: z.string().min(1).optional() })
  .parse(process.env);

/** Nothing depends on it, so a deployment does not wait for it long. */
const turns =
  functionName === undefined
    ? undefined
    : new LambdaStarter<TurnJob>({ client: new LambdaClient(impatient(PATIENCE.handler)), functionName });

export const handler = customResource({
  types: {
    'Custom::ByonRegistryRecords': registryRecordsResource({
      dynamo: new DynamoDBClient(patient),
      s3: new S3Client(patient),
      turns,
    }),
  },
  clock: new SystemClock(),
  log: powertoolsLog(),
  put: putByFetch,
});
