import { plainCallId } from '../adapters/call-key';
import { voiceOf } from '../core/agents/agent';
import { housePolicy, policyOf } from '../core/agents/policy';
import { callVariables, dialVariables } from '../core/agents/prompt';
import type { CallRecord } from '../core/calls/records';
import type { Engagement } from '../core/calls/snapshot';
import { vouchFor, type Trust } from '../core/calls/trust';
import { admit, type Admission, type Vouch } from '../core/numbers/admission';
import type { CallStore, Clock, Log, NumberDirectory } from '../core/ports';
import {
  callerLeg,
  callerOf,
  callingNumbers,
  dialledNumbers,
  introductionOf,
  numbersAtTheEnds,
  type HomeCountries,
} from './chime/dialled-number';
import type { CallDetails, SmaEvent } from './chime/events';
import type { Told } from './chime/to-happening';
import { inTime } from './in-time';

/** A call that nobody answers is told so in this language. */
const HOUSE_LANGUAGE = 'en-IN';

export interface ArrivalPorts {
  directory: NumberDirectory;
  store: CallStore;
  clock: Clock;
  log: Log;
  trust?: Trust | undefined;
  homeCountries?: HomeCountries | undefined;
}

/**
 * Settles who answers a call that has just come in, and opens its record.
 *
 * @param answerBy when it has to be settled, in milliseconds since the epoch. What can't be proven until then
 * fails.
 */
export async function receive(
  { CallDetails: details }: SmaEvent,
  { at, answerBy }: { at: number; answerBy: number },
  ports: ArrivalPorts,
): Promise<{ told: Told; engagement?: Engagement }> {
  const { directory, store, log, trust = {}, homeCountries = [] } = ports;
  const callId = details.TransactionId;
  const vouch = vouchInTime(details, answerBy, ports);
  const candidates = [
    ...dialledNumbers(details, homeCountries),
    ...(trust.dialsWithoutReference ? callingNumbers(details, homeCountries) : []),
  ];
  const admission = await admit(candidates, directory, vouch);
  const caller = admission.vouched?.caller ?? callerOf(details, homeCountries);
  const opened = { callId, caller, startedAt: rangAt(details, at), ...recordOf(admission) };
  const { carrier, resolvedBy, direction } = opened;
  if (!admission.admitted) {
    const { refusal, number } = admission;
    log.warn('call turned away', { callId, refusal, carrier, resolvedBy }, { number, caller });
    await store.saveCall({ ...opened, number });
    return { told: { type: 'turned-away', refusal, policy: housePolicy(HOUSE_LANGUAGE) } };
  }
  const { number } = admission.number;
  const engagement = engage(admission, caller, at);
  const { agent } = engagement;
  log.info('call admitted', { callId, agent, carrier, resolvedBy, direction }, { number, caller });
  await store.saveCall({ ...opened, number, agent });
  const { dial } = admission.vouched ?? {};
  const policy = policyOf(admission.agent, engagement.variables, { outbound: dial !== undefined });
  const machine = dial?.answeredBy === 'machine';
  return { told: { type: 'arrived', policy, ...(machine && { machine }) }, engagement };
}

function vouchInTime(details: CallDetails, until: number, ports: ArrivalPorts): Vouch {
  const { log, clock, trust = {}, homeCountries = [] } = ports;
  const introduction = introductionOf(details, homeCountries);
  const vouch = vouchFor({ introduction, ends: numbersAtTheEnds(details, homeCountries) }, trust);
  return (number, candidate) =>
    inTime(vouch(number, candidate), until, clock).catch((error: unknown) => {
      log.error('call not proven', { callId: details.TransactionId, carrier: number.carrier, error });
      return 'failed';
    });
}

function recordOf({ vouched, carrier, resolvedBy }: Admission & { resolvedBy?: string }) {
  const { carrierCall, dial } = vouched ?? {};
  return {
    carrier,
    carrierCall: carrierCall === undefined ? undefined : plainCallId(carrierCall),
    dial: dial?.reference,
    direction: dial ? 'outbound' : 'inbound',
    resolvedBy,
  } satisfies Partial<CallRecord>;
}

function engage(
  { agent, number, vouched }: Extract<Admission, { admitted: true }>,
  caller: string,
  at: number,
): Engagement {
  const dial = vouched?.dial;
  return {
    agent: { id: agent.id, version: agent.version },
    voice: voiceOf(agent),
    variables: {
      ...callVariables({ caller, number: number.number }, at, agent.timeZone),
      ...(dial && dialVariables(dial)),
      ...number.variables,
      ...dial?.variables,
    },
    number: number.number,
    ...(dial && { dial: dial.reference }),
    caller,
  };
}

/** An event says nothing of use about a ring so long ago. */
const RANG_WITHIN_MS = 60_000;

/**
 * When the call began. A hang-up may come with its first event, and be handled before it; what both say of the
 * call is when it rang.
 */
function rangAt({ Participants }: CallDetails, at: number): number {
  const rang = Number(callerLeg(Participants)?.StartTimeInMilliseconds);
  return rang <= at && rang > at - RANG_WITHIN_MS ? rang : at;
}
