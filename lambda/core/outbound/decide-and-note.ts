import type { DialDecision } from '../compliance/decision';
import { decideDial } from '../compliance/decide-dial';
import { ByonError } from '../errors';
import { factsOfCall, type WantedCall } from './facts-of-call';
import type { DialCallPorts } from './ports';

/** A call that is dialled later than this after it was allowed has facts of its own. */
const EVIDENCE_LIVES_MS = 60_000;
/** Each attempt that fails means that another call to the callee was decided on. */
const ATTEMPTS = 10;

/**
 * Decides on a call by what is known now, and notes the decision. Asked again, a denied call stays denied; an allowed
 * one is looked at anew, and noted anew where that was a while ago or it is denied by now.
 *
 * @throws where the decision could not be noted. Then nothing may be dialled.
 */
export async function decideAndNote(call: WantedCall, ports: DialCallPorts): Promise<DialDecision> {
  const { callee, reference } = call;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const { facts, own, after } = await factsOfCall(call, ports);
    if (own && !own.decision.allowed) return own.decision;
    const { at } = facts;
    const decision = decideDial(facts);
    if (own && decision.allowed && at - own.at <= EVIDENCE_LIVES_MS) return own.decision;
    const noted = await ports.evidence.append({ callee, at, reference, facts, decision }, after);
    if (!noted) continue;
    const denied = decision.findings.filter(({ verdict }) => verdict === 'denied').map(({ rule }) => rule);
    ports.log.info('dial decided', { reference, allowed: decision.allowed, denied, seq: noted.seq });
    return decision;
  }
  throw new ByonError('others ask for calls to this callee all the time; ask again in a few seconds');
}
