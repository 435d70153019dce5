import type { Callbacks } from '../../calls/callback';
import type { OptOuts } from '../../calls/opt-out';
import type { CalleeHash } from '../../compliance/callee-hash';
import type { CallStore, Clock } from '../../ports';
import type { ToolResult } from '../tool-runner';

/** What the tools of BYON itself work with. */
export interface BuiltInPorts {
  callbacks: Callbacks;
  optOuts: Pick<OptOuts, 'add'>;
  /** By what opt-outs name whoever is on the line. */
  callees: CalleeHash;
  /** Tells who is at the other end: a variable of that name may hold something else. */
  calls: Pick<CallStore, 'findCall'>;
  clock: Clock;
}

export function callerHides(outcome: string): ToolResult {
  const content = `The caller hides their number, so ${outcome}. Tell the caller so in plain words.`;
  return { status: 'failed', content };
}
