import { OPT_OUT } from '../../agents/tools/names';
import { e164 } from '../../numbers/e164';
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
export async function optOut(
  { id: callId, agent }: CallOfTool,
  { optOuts, callees, calls, clock }: BuiltInPorts,
): Promise<ToolResult> {
  const call = await calls.findCall(callId);
  const { success: isKnown, data: number } = e164.safeParse(call?.caller);
  if (!isKnown) return callerHides('nothing was noted');
  const companyNumber = call?.number;
  const callee = await callees.of(number);
  await optOuts.add({ callee, agent, companyNumber, callId, at: clock.now(), via: 'voice' });
  return { status: 'done', content: 'Noted: this number will not be called again. Say so to the caller.' };
}
