import type { AudioStore, CallStore, Clock, Log, NumberDirectory, ProvidersOf } from '../core/ports';

/** What the turn worker works with. */
export interface TurnWorkerDeps {
  directory: NumberDirectory;
  store: CallStore;
  audio: AudioStore;
  providers: ProvidersOf;
  clock: Clock;
  log: Log;
}
