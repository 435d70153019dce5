import { DynamoCallStore } from '../../lambda/adapters/dynamodb/call-store';
import { DynamoDailyBudget } from '../../lambda/adapters/dynamodb/daily-budget';
import { DynamoDialStore } from '../../lambda/adapters/dynamodb/dial-store';
import { DynamoNumberDirectory } from '../../lambda/adapters/dynamodb/number-directory';
import { DynamoWrapUpLedger } from '../../lambda/adapters/dynamodb/wrap-up-ledger';
import { EventBridgeBus } from '../../lambda/adapters/event-bridge-bus';
import type { ProvidersOf } from '../../lambda/core/ports';
import { PATIENCE } from '../../lambda/adapters/impatient';
import { createWrapUp } from '../../lambda/wrap-up/handler';
import { eventBridgeClient, type MemoryBus } from './aws/bus';
import { BUS } from './aws/services';
import { mortal, mortalClock, mortalProviders, type Life } from './faults/mortal';
import { clientOf, tablesOf, type Ground } from './ground';

const TABLE_ARN = 'arn:aws:dynamodb:us-east-1:000000000000:table/byon';

/** @returns the wrap-up, one invocation at a time. */
export function wrapUpOn(
  ground: Ground,
  bus: MemoryBus,
  providers: ProvidersOf,
): (job: unknown, life: Life, requestId: string) => Promise<void> {
  const { clock, weather, log, sabotage } = ground;
  const calls = tablesOf(ground, PATIENCE.afterwards);
  const directory = new DynamoNumberDirectory(calls);
  const store = new DynamoCallStore(calls);
  const ledger = new DynamoWrapUpLedger(calls);
  const dials = new DynamoDialStore(calls);
  const days = new DynamoDailyBudget(calls);
  const refuses = () => weather.next('taking events') === 'refuse';
  const client = eventBridgeClient(
    bus,
    clientOf(BUS, { ...PATIENCE.afterwards, attempts: 1 }, ground),
    refuses,
  );
  const strict = new EventBridgeBus({ client, resource: TABLE_ARN });
  const events = sabotage.bus?.(strict) ?? strict;
  return (job, life, awsRequestId) =>
    createWrapUp({
      directory: mortal(directory, life),
      store: mortal(store, life),
      ledger: mortal(ledger, life),
      dials: mortal(dials, life),
      days: mortal(days, life),
      providers: async (...asked) => mortalProviders(await life.live(() => providers(...asked)), life),
      bus: mortal(events, life),
      webhooks: { send: () => Promise.reject(new Error('no agent here has a webhook')) },
      clock: mortalClock(clock, life),
      log,
    })(job, { awsRequestId });
}
