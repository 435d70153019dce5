import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import * as z from 'zod';
import { CachedSecret } from '../adapters/cached-secret';
import { DynamoLegStore } from '../adapters/dynamodb/leg-store';
import { DynamoNumberDirectory } from '../adapters/dynamodb/number-directory';
import { powertoolsLog } from '../adapters/powertools-log';
import { SystemClock } from '../adapters/system-clock';
import { sipHost } from '../core/endpoint/settings';
import { admissionStrategy } from './admission-strategy';
import { CachedDirectory } from './cached-directory';
import type { BridgeCarrier } from './carrier';
import { createBridge } from './handler';
import { authToken, callKeySecret } from './secrets';
import { twilioBridge } from './twilio';
import { vobizBridge } from './vobiz';

const env = z
  .object({
    REGISTRY_TABLE: z.string().min(1),
    CALLS_TABLE: z.string().min(1),
    CALL_DAYS: z.coerce.number().int().min(1),
    BRIDGE_URL: z.url({ protocol: /^https$/ }).transform((url) => url.replace(/\/+$/, '')),
    VOICE_CONNECTOR: sipHost,
    ENCRYPTION: z.enum(['true', 'false']).transform((text) => text === 'true'),
    CALL_KEY_SECRET: z.string().min(1),
    TWILIO_SECRET: z.string().min(1).optional(),
    TWILIO_ADMISSION: z.string().optional(),
    VOBIZ_SECRET: z.string().min(1).optional(),
    VOBIZ_ADMISSION: z.string().optional(),
  })
  .parse(process.env);

/** A service that hangs is given up and asked again well within the time that an answer may take. */
const impatient = { requestHandler: { connectionTimeout: 500, requestTimeout: 1000 }, maxAttempts: 2 };

const clock = new SystemClock();
const client = new DynamoDBClient(impatient);
const secrets = new SecretsManagerClient(impatient);
const callKey = new CachedSecret({
  client: secrets,
  arn: env.CALL_KEY_SECRET,
  schema: callKeySecret,
  clock,
});

function bridgeTo(
  make: typeof twilioBridge,
  arn: string | undefined,
  admission: string | undefined,
): BridgeCarrier[] {
  if (arn === undefined) return [];
  const token = new CachedSecret({ client: secrets, arn, schema: authToken, clock });
  const target = {
    host: env.VOICE_CONNECTOR,
    isEncrypted: env.ENCRYPTION,
    admission: admissionStrategy.parse(admission),
  };
  return [make({ authToken: (renew) => token.value(renew), address: env.BRIDGE_URL, target })];
}

export const handler = createBridge(
  env.BRIDGE_URL,
  [
    ...bridgeTo(twilioBridge, env.TWILIO_SECRET, env.TWILIO_ADMISSION),
    ...bridgeTo(vobizBridge, env.VOBIZ_SECRET, env.VOBIZ_ADMISSION),
  ],
  {
    directory: new CachedDirectory(new DynamoNumberDirectory({ client, table: env.REGISTRY_TABLE }), clock),
    legs: new DynamoLegStore({ client, table: env.CALLS_TABLE, clock, ttlDays: env.CALL_DAYS }),
    clock,
    log: powertoolsLog(),
    callKeySecret: () => callKey.value(),
  },
);
