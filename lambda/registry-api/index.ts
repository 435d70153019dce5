import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import * as z from 'zod';
import { DynamoConsents } from '../adapters/dynamodb/consent-store';
import { deployedAgents } from '../adapters/dynamodb/deployed-agents';
import { DynamoOptOuts } from '../adapters/dynamodb/opt-out-store';
import { DynamoRegistryChanges } from '../adapters/dynamodb/registry-changes';
import { DynamoRegistryListing } from '../adapters/dynamodb/registry-listing';
import { DynamoNumberPut } from '../adapters/dynamodb/registry-number-put';
import { impatient, PATIENCE } from '../adapters/impatient';
import { powertoolsLog } from '../adapters/powertools-log';
import { SecretCalleeHash } from '../adapters/secret-callee-hash';
import { SystemClock } from '../adapters/system-clock';
import { registryOwner } from '../provision-registry/owner';
import { createRegistryApi } from './handler';

const env = z
  .object({
    REGISTRY_TABLE: z.string().min(1),
    CALLEE_KEY_SECRET: z.string().min(1),
    STACK_ID: z.string().min(1),
    /** Logical id of what brings the records of the config. */
    DEPLOYMENT: z.string().min(1),
  })
  .parse(process.env);

const clock = new SystemClock();
const client = new DynamoDBClient(impatient(PATIENCE.afterwards));
const secrets = new SecretsManagerClient(impatient(PATIENCE.worker));
const registry = { client, table: env.REGISTRY_TABLE, clock };
const owner = registryOwner({ stackId: env.STACK_ID, logicalId: env.DEPLOYMENT });

export const handler = createRegistryApi({
  changesBy: (by) => new DynamoRegistryChanges({ ...registry, by }),
  listing: new DynamoRegistryListing(registry),
  numbers: new DynamoNumberPut(registry),
  deployed: () => deployedAgents({ ...registry, owner }),
  callees: SecretCalleeHash.of({ client: secrets, arn: env.CALLEE_KEY_SECRET, clock }),
  consents: new DynamoConsents(registry),
  optOuts: new DynamoOptOuts(registry),
  clock,
  log: powertoolsLog(),
});
