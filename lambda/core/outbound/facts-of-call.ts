import { calleeFacts, carrierFacts, DIALS_SINCE_MS, numberFacts, type DialFacts } from '../compliance/facts';
import type { EvidenceRecord } from '../compliance/evidence';
import type { DialCallPorts } from './ports';
import type { KnownRequest } from './read-request';

/** A call on its way to a decision. */
export interface WantedCall extends KnownRequest {
  /** Hash of the callee. */
  callee: string;
  reference: string;
}

/** What is known of a call at this moment, and of the decisions about its callee. */
export interface Known {
  facts: DialFacts;
  /** What was decided about this very call before. */
  own: EvidenceRecord | undefined;
  /** The `seq` of the newest decision about the callee; 0 where there is none. */
  after: number;
}

/** @throws where one of the facts cannot be read: a call is not decided on half of them. */
export async function factsOfCall(call: WantedCall, ports: DialCallPorts): Promise<Known> {
  const { request, callee, reference, carrier, trunk } = call;
  const { directory, consents, scrubs, optOuts, evidence, clock } = ports;
  const at = clock.now();
  // Before the history: a decision in between shows in it, and not here, so that the chain refuses the next one.
  const last = await evidence.last(callee);
  const [history, number, consentsOfCallee, scrub, optOut] = await Promise.all([
    evidence.history(callee, at - DIALS_SINCE_MS),
    directory.findNumber(request.from),
    consents.list(callee),
    scrubs.find(callee),
    optOuts.find(callee),
  ]);
  if (!number) throw new Error('the number of a call has left the registry');
  const facts: DialFacts = {
    at,
    dial: reference,
    purpose: request.purpose,
    callee: calleeFacts(request.to, callee, request.calleeTimeZone),
    number: numberFacts(number),
    carrier: carrierFacts(carrier, trunk),
    consents: consentsOfCallee,
    ...(scrub && { scrub }),
    optOut: optOut ? { at: optOut.at } : 'none',
    dials: allowedDials(history, reference),
  };
  return {
    facts,
    own: history.filter((record) => record.reference === reference).at(-1),
    after: last?.seq ?? 0,
  };
}

/** When other calls were allowed, each counted once. */
function allowedDials(history: readonly EvidenceRecord[], own: string): number[] {
  const latest = new Map<string, number>();
  for (const { reference, at, decision } of history) {
    if (decision.allowed && reference !== own) latest.set(reference, at);
  }
  return [...latest.values()];
}
