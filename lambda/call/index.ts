import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { isSupportedCountry, type CountryCode } from 'libphonenumber-js/max';
import * as z from 'zod';
import { CachedSecret } from '../adapters/cached-secret';
import { callKeySecret, KeyedCallProof } from '../adapters/call-proof';
import { DynamoCallStore } from '../adapters/dynamodb/call-store';
import { DynamoDialStore } from '../adapters/dynamodb/dial-store';
import { DynamoDigitVault } from '../adapters/dynamodb/digit-vault';
import { DynamoNumberDirectory } from '../adapters/dynamodb/number-directory';
import { impatient, PATIENCE } from '../adapters/impatient';
import { LambdaStarter } from '../adapters/lambda-starter';
import { powertoolsLog } from '../adapters/powertools-log';
import { SystemClock } from '../adapters/system-clock';
import type { TurnJob } from '../core/calls/records';
import type { CallProof } from '../core/calls/trust';
import type { WrapUpJob } from '../core/memory/job';
import { Clips } from './clips';
import { createCallHandler } from './handler';

const list = z
  .string()
  .default('')
  .transform((text) => text.split(',').filter(Boolean));

const country = z.custom<CountryCode>(
  (text) => typeof text === 'string' && isSupportedCountry(text),
  'must be a country by its two capital letters (ISO 3166)',
);

const env = z
  .object({
    REGISTRY_TABLE: z.string().min(1),
    CALLS_TABLE: z.string().min(1),
    AUDIO_BUCKET: z.string().min(1),
    TURN_FUNCTION: z.string().min(1),
    WRAP_UP_FUNCTION: z.string().min(1),
    CALL_DAYS: z.coerce.number().int().min(1),
    CALL_KEY_SECRET: z.string().min(1).optional(),
    KEYED_CARRIERS: list,
    VOICE_CONNECTOR_ARN: z.string().min(1).optional(),
    HOME_COUNTRIES: list.pipe(z.array(country)),
    DIALS_WITHOUT_REFERENCE: z.enum(['true', 'false']).default('false'),
  })
  .refine(({ CALL_KEY_SECRET, KEYED_CARRIERS }) => CALL_KEY_SECRET || KEYED_CARRIERS.length === 0, {
    path: ['CALL_KEY_SECRET'],
    message: 'is missing, but there are KEYED_CARRIERS',
  })
  .parse(process.env);

const clock = new SystemClock();
const patience = impatient(PATIENCE.handler);
const client = new DynamoDBClient(patience);
const store = new DynamoCallStore({ client, table: env.CALLS_TABLE, clock, ttlDays: env.CALL_DAYS });
const lambda = new LambdaClient(patience);
const turns = new LambdaStarter<TurnJob>({ client: lambda, functionName: env.TURN_FUNCTION });

function proofBy(arn: string | undefined): CallProof | undefined {
  if (arn === undefined) return undefined;
  const secret = new CachedSecret({
    client: new SecretsManagerClient(patience),
    arn,
    schema: callKeySecret,
    clock,
  });
  return new KeyedCallProof({ secret: (renew) => secret.value(renew), clock });
}

export const handler = createCallHandler({
  homeCountries: env.HOME_COUNTRIES,
  trust: {
    proof: proofBy(env.CALL_KEY_SECRET),
    keyedCarriers: new Set(env.KEYED_CARRIERS),
    dials: new DynamoDialStore({ client, table: env.CALLS_TABLE, clock, ttlDays: env.CALL_DAYS }),
    dialsWithoutReference: env.DIALS_WITHOUT_REFERENCE === 'true',
  },
  directory: new DynamoNumberDirectory({ client, table: env.REGISTRY_TABLE }),
  clips: new Clips({ store, turns, clock }),
  vault: new DynamoDigitVault({ client, table: env.CALLS_TABLE, clock }),
  voiceConnector: env.VOICE_CONNECTOR_ARN,
  store,
  turns,
  wrapUps: new LambdaStarter<WrapUpJob>({ client: lambda, functionName: env.WRAP_UP_FUNCTION }),
  clock,
  log: powertoolsLog(),
  bucket: env.AUDIO_BUCKET,
});
