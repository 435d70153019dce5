import type { CalleeHash } from '../compliance/callee-hash';
import { e164 } from '../numbers/e164';
import type { CallStore, Clock } from '../ports';
import type { OptOutRecord, OptOuts } from './opt-out';

export interface OptOutPorts {
  optOuts: Pick<OptOuts, 'add'>;
  /** By what opt-outs name whoever is on the line. */
  callees: CalleeHash;
  /** Tells who is at the other end: a variable of that name may hold something else. */
  calls: Pick<CallStore, 'findCall'>;
  clock: Clock;
}

/**
 * Notes that whoever is at the other end of a call is not to be called again.
 *
 * @returns false where they hide their number, so that nobody was noted.
 */
export async function noteOptOut(
  { callId, agent, via }: { callId: string; agent: string } & Pick<OptOutRecord, 'via'>,
  { optOuts, callees, calls, clock }: OptOutPorts,
): Promise<boolean> {
  const call = await calls.findCall(callId);
  const { success: isKnown, data: number } = e164.safeParse(call?.caller);
  if (!isKnown) return false;
  const callee = await callees.of(number);
  await optOuts.add({ callee, agent, companyNumber: call?.number, callId, at: clock.now(), via });
  return true;
}
