import { voiceOf } from '../core/agents/agent';
import { housePolicy, policyOf } from '../core/agents/policy';
import { callVariables } from '../core/agents/prompt';
import type { Engagement } from '../core/calls/snapshot';
import { admit, type Admission } from '../core/numbers/admission';
import type { CallStore, Log, NumberDirectory } from '../core/ports';
import { callerOf, dialledNumbers } from './chime/dialled-number';
import type { SmaEvent } from './chime/events';
import type { Told } from './chime/to-happening';

/** A call that nobody answers is told so in this language. */
const HOUSE_LANGUAGE = 'en-IN';

/** Settles who answers a call that has just come in, and opens its record. */
export async function receive(
  { CallDetails: details }: SmaEvent,
  at: number,
  { directory, store, log }: { directory: NumberDirectory; store: CallStore; log: Log },
): Promise<{ told: Told; engagement?: Engagement }> {
  const callId = details.TransactionId;
  const caller = callerOf(details);
  const admission = await admit(dialledNumbers(details), directory);
  const { resolvedBy } = admission;
  if (!admission.admitted) {
    const { refusal, number } = admission;
    log.warn('call turned away', { callId, refusal, resolvedBy }, { number, caller });
    await store.saveCall({ callId, number, caller, resolvedBy, startedAt: at });
    return { told: { type: 'turned-away', refusal, policy: housePolicy(HOUSE_LANGUAGE) } };
  }
  const { number } = admission;
  const engagement = engage(admission, caller, at);
  log.info(
    'call admitted',
    { callId, agent: engagement.agent, resolvedBy },
    { number: number.number, caller },
  );
  await store.saveCall({
    callId,
    number: number.number,
    caller,
    resolvedBy,
    startedAt: at,
    agent: engagement.agent,
  });
  return { told: { type: 'arrived', policy: policyOf(admission.agent, engagement.variables) }, engagement };
}

function engage(
  { agent, number }: Extract<Admission, { admitted: true }>,
  caller: string,
  at: number,
): Engagement {
  return {
    agent: { id: agent.id, version: agent.version },
    voice: voiceOf(agent),
    variables: {
      ...callVariables({ caller, number: number.number }, at, agent.timeZone),
      ...number.variables,
    },
    number: number.number,
  };
}
