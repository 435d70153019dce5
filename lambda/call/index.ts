import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { isSupportedCountry, type CountryCode } from 'libphonenumber-js/max';
import * as z from 'zod';
import { CachedSecret } from '../adapters/cached-secret';
import { callKeySecret, KeyedCallProof } from '../adapters/call-proof';
import { DynamoCallStore } from '../adapters/dynamodb/call-store';
import { DynamoDialStore } from '../adapters/dynamodb/dial-store';
import { DynamoNumberDirectory } from '../adapters/dynamodb/number-directory';
import { LambdaTurnStarter } from '../adapters/lambda-turn-starter';
import { powertoolsLog } from '../adapters/powertools-log';
import { SystemClock } from '../adapters/system-clock';
import type { CallProof } from '../core/calls/trust';
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
    CALL_DAYS: z.coerce.number().int().min(1),
    CALL_KEY_SECRET: z.string().min(1).optional(),
    KEYED_CARRIERS: list,
    HOME_COUNTRIES: list.pipe(z.array(country)),
    DIALS_WITHOUT_REFERENCE: z.enum(['true', 'false']).default('false'),
  })
  .refine(({ CALL_KEY_SECRET, KEYED_CARRIERS }) => CALL_KEY_SECRET || KEYED_CARRIERS.length === 0, {
    path: ['CALL_KEY_SECRET'],
    message: 'is missing, but there are KEYED_CARRIERS',
  })
  .parse(process.env);

/** A table that hangs is given up and asked again well within the time that an answer may take. */
const impatient = { requestHandler: { connectionTimeout: 500, requestTimeout: 1000 }, maxAttempts: 2 };

const clock = new SystemClock();
const client = new DynamoDBClient(impatient);
const store = new DynamoCallStore({ client, table: env.CALLS_TABLE, clock, ttlDays: env.CALL_DAYS });
const turns = new LambdaTurnStarter({ client: new LambdaClient(impatient), functionName: env.TURN_FUNCTION });

function proofBy(arn: string | undefined): CallProof | undefined {
  if (arn === undefined) return undefined;
  const secret = new CachedSecret({
    client: new SecretsManagerClient(impatient),
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
  store,
  turns,
  clock,
  log: powertoolsLog(),
  bucket: env.AUDIO_BUCKET,
});
