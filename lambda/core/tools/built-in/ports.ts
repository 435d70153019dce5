import type { Callbacks } from '../../calls/callback';
import type { OptOutPorts } from '../../calls/note-opt-out';
import type { ToolResult } from '../tool-runner';

/** What the tools of BYON itself work with. */
export interface BuiltInPorts extends OptOutPorts {
  callbacks: Callbacks;
}

export function callerHides(outcome: string): ToolResult {
  const content = `The caller hides their number, so ${outcome}. Tell the caller so in plain words.`;
  return { status: 'failed', content };
}
