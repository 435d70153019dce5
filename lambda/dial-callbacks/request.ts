import type { CallbackRecord } from '../core/calls/callback';
import type { ConsentRecord } from '../core/compliance/consent';
import { rulePackFor } from '../core/compliance/rule-pack';
import { inspectNumber } from '../core/numbers/number-plan';
import { dialRequest, type DialRequest } from '../core/outbound/dial-request';

const PURPOSE = 'service';
/** As much as a request may say of why somebody is called. */
const MOST_CHARACTERS = 200;

/** @returns the call as it is asked for, or why nobody can be asked for it. */
export function requestOf(record: CallbackRecord): { request: DialRequest } | { fault: string } {
  const { number, companyNumber, agent, callId, note, attempt } = record;
  if (companyNumber === undefined) return { fault: 'the number that they had called is not known' };
  const about =
    note === undefined ? 'the call back that they asked for' : `they asked to be called back: ${note}`;
  const { data: request, error } = dialRequest.safeParse({
    to: number,
    from: companyNumber,
    purpose: PURPOSE,
    about: Array.from(about).slice(0, MOST_CHARACTERS).join(''),
    agent,
    calleeTimeZone: zoneOf(record),
    idempotencyKey: `callback/${callId}/${attempt}`,
  });
  if (request) return { request };
  return { fault: error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ') };
}

/** What an agent tells times in that names no zone: nobody lives there. */
const NOWHERE = 'UTC';

/**
 * Where the rules do not know the zones of a country, and deny what names none, it is the one in which the caller has
 * agreed on the time. Elsewhere it would only widen the hours.
 */
function zoneOf({ number, timeZone }: CallbackRecord): string | undefined {
  const { country = '' } = inspectNumber(number);
  const isKnown = country in rulePackFor(country).countries;
  return isKnown || timeZone === NOWHERE ? undefined : timeZone;
}

/**
 * Who asks for a call agrees to it, to be called for this and for nothing else.
 *
 * @param dial the reference of the call.
 */
export function consentOf(record: CallbackRecord, callee: string, dial: string): ConsentRecord {
  return {
    id: consentIdOf(record),
    callee,
    kind: 'explicit',
    purposes: [PURPOSE],
    channel: 'voice',
    capturedAt: record.askedAt,
    dial,
    proof: `asked to be called back, in the call ${record.callId}`,
  };
}

export function consentIdOf({ callId }: Pick<CallbackRecord, 'callId'>): string {
  return `callback.${callId}`;
}
