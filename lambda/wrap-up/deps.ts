import type { DialStore } from '../core/calls/dial';
import type { DailyBudget } from '../core/outbound/daily-budget';
import type { EventBus, Webhooks, WrapUpLedger } from '../core/memory/ports';
import type { CallStore, Clock, Log, NumberDirectory, ProvidersOf } from '../core/ports';

/** What the wrap-up works with. */
export interface WrapUpDeps {
  directory: NumberDirectory;
  store: CallStore;
  ledger: WrapUpLedger;
  dials: Pick<DialStore, 'find' | 'save'>;
  days: Pick<DailyBudget, 'giveBack'>;
  providers: ProvidersOf;
  bus: EventBus;
  webhooks: Webhooks;
  clock: Clock;
  log: Log;
}
