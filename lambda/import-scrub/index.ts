import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import * as z from 'zod';
import { DynamoScrubs } from '../adapters/dynamodb/scrub-store';
import { impatient, PATIENCE } from '../adapters/impatient';
import { powertoolsLog } from '../adapters/powertools-log';
import { S3Files } from '../adapters/s3-files';
import { SecretCalleeHash } from '../adapters/secret-callee-hash';
import { SystemClock } from '../adapters/system-clock';
import { createImportScrub } from './handler';

const env = z
  .object({ REGISTRY_TABLE: z.string().min(1), CALLEE_KEY_SECRET: z.string().min(1) })
  .parse(process.env);

/** Nobody waits, and a table that throttles takes more in a while. */
const PATIENT = { ...PATIENCE.afterwards, attempts: 10 };

const clock = new SystemClock();
const secrets = new SecretsManagerClient(impatient(PATIENCE.afterwards));

export const handler = createImportScrub({
  files: new S3Files(new S3Client(impatient(PATIENCE.afterwards))),
  scrubs: new DynamoScrubs({
    client: new DynamoDBClient(impatient(PATIENT)),
    table: env.REGISTRY_TABLE,
  }),
  callees: SecretCalleeHash.of({ client: secrets, arn: env.CALLEE_KEY_SECRET, clock }),
  clock,
  log: powertoolsLog(),
});
