import { OPT_OUT } from '../../agents/tools/names';
import { noteOptOut } from '../../calls/note-opt-out';
import type { OptOutTool } from '../runnable';
import type { CallOfTool, ToolResult } from '../tool-runner';
import { callerHides, type BuiltInPorts } from './ports';

export function optOutTool(): OptOutTool {
  return {
    type: 'opt-out',
    name: OPT_OUT,
    description:
      'Notes for ever that this person does not want to be called by the company again. Use it as soon as they ' +
      'say so, without asking why.',
    parameters: { type: 'object', properties: {} },
    timeoutSeconds: 5,
  };
}

/** Notes that whoever is at the other end of a call is not to be called again. */
export async function optOut({ id: callId, agent }: CallOfTool, ports: BuiltInPorts): Promise<ToolResult> {
  const isNoted = await noteOptOut({ callId, agent, via: 'voice' }, ports);
  if (!isNoted) return callerHides('nothing was noted');
  return { status: 'done', content: 'Noted: this number will not be called again. Say so to the caller.' };
}
