import type { EventBus, Webhooks, WrapUpLedger } from '../core/memory/ports';
import type { CallStore, Clock, Log, NumberDirectory, ProvidersOf } from '../core/ports';

/** What the wrap-up works with. */
export interface WrapUpDeps {
  directory: NumberDirectory;
  store: CallStore;
  ledger: WrapUpLedger;
  providers: ProvidersOf;
  bus: EventBus;
  webhooks: Webhooks;
  clock: Clock;
  log: Log;
}
