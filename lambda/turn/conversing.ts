import type { Agent } from '../core/agents/agent';
import type { TurnWorkerDeps } from './deps';
import type { Turn, ReplyJob } from './turn';

/** What the caller gave: keys, as they stand in a transcript, or a recording that is being read. */
export type Given = { digits: string } | { recording: Promise<Uint8Array> };

/** One turn, for as long as it may take. */
export interface Conversing {
  job: ReplyJob;
  agent: Agent;
  given: Given;
  turn: Turn;
  signal: AbortSignal;
  deps: TurnWorkerDeps;
}

export function idsOf({ callId, turn }: { callId: string; turn: number }): { callId: string; turn: number } {
  return { callId, turn };
}
