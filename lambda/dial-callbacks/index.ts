import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import * as z from 'zod';
import { canonicalDigest } from '../adapters/canonical-digest';
import { DynamoCallbacks } from '../adapters/dynamodb/callback-store';
import { DynamoConsents } from '../adapters/dynamodb/consent-store';
import { DynamoDialStore } from '../adapters/dynamodb/dial-store';
import { impatient, PATIENCE } from '../adapters/impatient';
import { LambdaDialFunction } from '../adapters/lambda-dial-function';
import { powertoolsLog } from '../adapters/powertools-log';
import { SecretCalleeHash } from '../adapters/secret-callee-hash';
import { SystemClock } from '../adapters/system-clock';
import { referenceOf } from '../core/outbound/reference';
import { createCallbackDialler } from './handler';

const env = z
  .object({
    STACK: z.string().min(1),
    REGISTRY_TABLE: z.string().min(1),
    CALLS_TABLE: z.string().min(1),
    CALL_DAYS: z.coerce.number().int().min(1),
    CALLEE_KEY_SECRET: z.string().min(1),
    DIAL_FUNCTION: z.string().min(1),
  })
  .parse(process.env);

const clock = new SystemClock();
const patience = impatient(PATIENCE.afterwards);
const client = new DynamoDBClient(patience);
const calls = { client, table: env.CALLS_TABLE, clock, ttlDays: env.CALL_DAYS };
// The dial function has 29 seconds, and is asked once: what it does not answer is looked up later.
const lambda = new LambdaClient(impatient({ attempts: 1, timeoutMs: 32_000, connectMs: 2000 }));
const secrets = new SecretsManagerClient(patience);

export const handler = createCallbackDialler({
  callbacks: new DynamoCallbacks(calls),
  dialFunction: new LambdaDialFunction({ client: lambda, name: env.DIAL_FUNCTION }),
  dials: new DynamoDialStore(calls),
  consents: new DynamoConsents({ client, table: env.REGISTRY_TABLE }),
  callees: SecretCalleeHash.of({ client: secrets, arn: env.CALLEE_KEY_SECRET, clock }),
  referenceOf: (dial) => referenceOf({ stack: env.STACK, ...dial }, canonicalDigest),
  clock,
  log: powertoolsLog(),
});
