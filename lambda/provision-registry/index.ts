import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { powertoolsLog } from '../adapters/powertools-log';
import { SystemClock } from '../adapters/system-clock';
import { customResource } from '../custom-resource/handler';
import { putByFetch } from '../custom-resource/put';
import { registryRecordsResource } from './resource';

/** A throttled table is asked again, with pauses that grow to 20 seconds, for as long as the function has time. */
const patient = { requestHandler: { connectionTimeout: 2000, requestTimeout: 10_000 }, maxAttempts: 30 };

export const handler = customResource({
  types: {
    'Custom::ByonRegistryRecords': registryRecordsResource({
      dynamo: new DynamoDBClient(patient),
      s3: new S3Client({}),
    }),
  },
  clock: new SystemClock(),
  log: powertoolsLog(),
  put: putByFetch,
});
