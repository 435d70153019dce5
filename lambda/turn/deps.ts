import type { AudioStore, CallStore, Clock, Log, NumberDirectory, ProvidersOf } from '../core/ports';
import type { ToolPorts } from '../core/tools/run-tool';

/** What the turn worker works with. */
export interface TurnWorkerDeps {
  directory: NumberDirectory;
  store: CallStore;
  audio: AudioStore;
  providers: ProvidersOf;
  /** What runs the agents' own tools. */
  tools: Pick<ToolPorts, 'runner' | 'ledger'>;
  clock: Clock;
  log: Log;
}
