import type { Agent } from '../core/agents/agent';
import type { Port } from '../core/agents/provider-reference';
import type { DialStore } from '../core/calls/dial';
import type { OptOutPorts } from '../core/calls/note-opt-out';
import type {
  AudioStore,
  CallStore,
  Clock,
  KnowledgeStore,
  Log,
  NumberDirectory,
  Providers,
} from '../core/ports';
import type { Attempt } from '../core/providers/attempt';
import type { ToolPorts } from '../core/tools/run-tool';
import type { ToolCatalogue } from '../core/tools/runnable';

/** What the turn worker works with. */
export interface TurnWorkerDeps {
  directory: NumberDirectory;
  store: CallStore;
  audio: AudioStore;
  knowledge: KnowledgeStore;
  /** Who does not want to be called again, and by what such a list names them. */
  optOuts: OptOutPorts['optOuts'];
  callees: OptOutPorts['callees'];
  /** Tells what the carrier of an outbound call makes of whoever has answered. */
  dials: Pick<DialStore, 'find'>;
  /** Builds the providers of one reply. `onAttempt` is told of each that was asked. */
  providers: (
    agent: Pick<Agent, Port> & Partial<Pick<Agent, 'fallbacks'>>,
    onAttempt?: (attempt: Attempt) => void,
  ) => Promise<Providers>;
  /** What knows and runs the agents' tools. */
  tools: Pick<ToolPorts, 'runner' | 'ledger' | 'vault'> & { catalogue: ToolCatalogue };
  clock: Clock;
  log: Log;
}
