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

/** When nobody waits for the reply any more. A worker may begin late, where Lambda had no room for it. */
export function waitedUntil({ job, agent, turn }: Pick<Conversing, 'job' | 'agent' | 'turn'>): number {
  return (job.askedAt ?? turn.record.claimedAt) + agent.limits.replySeconds * 1000;
}

export function idsOf({ callId, turn }: { callId: string; turn: number }): { callId: string; turn: number } {
  return { callId, turn };
}
