import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { impatient } from '../adapters/impatient';
import { powertoolsLog } from '../adapters/powertools-log';
import { SystemClock } from '../adapters/system-clock';
import { customResource } from '../custom-resource/handler';
import { putByFetch } from '../custom-resource/put';
import { awsServices } from './aws-services';
import { carrierResources } from './kinds';

/** What is written to the table may be written again, so that a throttled table is asked for half a minute. */
const patient = impatient({ attempts: 8, timeoutMs: 5000, connectMs: 2000 });

const clock = new SystemClock();
const services = awsServices({
  dynamo: new DynamoDBClient(patient),
  s3: new S3Client(patient),
  secrets: new SecretsManagerClient(patient),
  clock,
});

export const handler = customResource({
  types: carrierResources(services),
  clock,
  log: powertoolsLog(),
  put: putByFetch,
});
