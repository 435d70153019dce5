import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { canonicalDigest } from '../adapters/canonical-digest';
import { DynamoConsents } from '../adapters/dynamodb/consent-store';
import { DynamoDailyBudget } from '../adapters/dynamodb/daily-budget';
import { DynamoDialStore } from '../adapters/dynamodb/dial-store';
import { DynamoEvidence } from '../adapters/dynamodb/evidence-store';
import { DynamoNumberDirectory } from '../adapters/dynamodb/number-directory';
import { DynamoOptOuts } from '../adapters/dynamodb/opt-out-store';
import { DynamoDialRequests, DynamoOutboundSwitch } from '../adapters/dynamodb/outbound-stores';
import { DynamoScrubs } from '../adapters/dynamodb/scrub-store';
import { DynamoTrunkStates } from '../adapters/dynamodb/trunk-states';
import { impatient, PATIENCE } from '../adapters/impatient';
import { powertoolsLog } from '../adapters/powertools-log';
import { SecretCalleeHash } from '../adapters/secret-callee-hash';
import { SystemClock } from '../adapters/system-clock';
import { trunksOf } from './diallers';
import { createDialFunction } from './handler';
import { settings } from './settings';

const env = settings.parse(process.env);

const clock = new SystemClock();
const client = new DynamoDBClient(impatient(PATIENCE.worker));
const secrets = new SecretsManagerClient(impatient(PATIENCE.worker));
const registry = { client, table: env.REGISTRY_TABLE };
const calls = { client, table: env.CALLS_TABLE, clock, ttlDays: env.CALL_DAYS };

export const handler = createDialFunction({
  stack: env.STACK,
  settings: env.LIMITS,
  carriers: trunksOf(env, { secrets, clock }),
  directory: new DynamoNumberDirectory(registry),
  callees: SecretCalleeHash.of({ client: secrets, arn: env.CALLEE_KEY_SECRET, clock }),
  digest: canonicalDigest,
  consents: new DynamoConsents(registry),
  scrubs: new DynamoScrubs(registry),
  optOuts: new DynamoOptOuts(registry),
  evidence: new DynamoEvidence(registry),
  requests: new DynamoDialRequests(registry),
  dials: new DynamoDialStore(calls),
  toggle: new DynamoOutboundSwitch(registry),
  days: new DynamoDailyBudget(calls),
  trunks: new DynamoTrunkStates(calls),
  clock,
  log: powertoolsLog(),
});
