import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import * as z from 'zod';
import { DynamoDltNumbers } from '../adapters/dynamodb/dlt-numbers';
import { DynamoExpiryMark } from '../adapters/dynamodb/expiry-mark';
import { EventBridgeExpiryBus } from '../adapters/expiry-bus';
import { impatient, PATIENCE } from '../adapters/impatient';
import { powertoolsLog } from '../adapters/powertools-log';
import { SystemClock } from '../adapters/system-clock';
import { tellExpiries } from './tell-expiries';

const env = z
  .object({ REGISTRY_TABLE: z.string().min(1), REGISTRY_TABLE_ARN: z.string().min(1) })
  .parse(process.env);

const patience = impatient(PATIENCE.afterwards);
const log = powertoolsLog();
const registry = { client: new DynamoDBClient(patience), table: env.REGISTRY_TABLE };

export const handler = (): Promise<void> =>
  tellExpiries({
    numbers: new DynamoDltNumbers({ ...registry, log }),
    bus: new EventBridgeExpiryBus({
      client: new EventBridgeClient(patience),
      resource: env.REGISTRY_TABLE_ARN,
    }),
    mark: new DynamoExpiryMark(registry),
    clock: new SystemClock(),
    log,
  });
