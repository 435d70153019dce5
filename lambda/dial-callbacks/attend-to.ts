import type { CallbackKey, CallbackRecord, DueCallbacks } from '../core/calls/callback';
import type { DialStore } from '../core/calls/dial';
import type { CalleeHash } from '../core/compliance/callee-hash';
import type { ConsentStore } from '../core/compliance/consent';
import { denialOf } from '../core/outbound/campaign/denial';
import { endOfDial } from '../core/outbound/campaign/dial-end';
import type { AskAnswer, DialFunction } from '../core/outbound/campaign/ports';
import type { Clock, Log } from '../core/ports';
import { consentOf, consentIdOf, requestOf } from './request';

export interface CallbackPorts {
  callbacks: DueCallbacks;
  dialFunction: DialFunction;
  dials: Pick<DialStore, 'find'>;
  consents: Pick<ConsentStore, 'save' | 'revoke'>;
  callees: CalleeHash;
  /** The reference of the dial that has this key: as the dial function makes it. */
  referenceOf(dial: { callee: string; key: string }): string;
  clock: Clock;
  log: Log;
}

/** A callback that is so late helps nobody any more. */
const LATEST_MS = 86_400_000;
/** Longer than the dial function works: who has not told of a dial by then never will. */
const LEASE_MS = 90_000;
const LOOK_AGAIN_MS = 60_000;
/** The rules may allow at another hour what they deny now. Each look leaves evidence. */
const DENIED_AGAIN_MS = 30 * 60_000;

/**
 * Takes a callback whose time has come one step on: has it dialled, or notes what became of its call. It may die
 * anywhere and be run by two at once. Whoever claims the record asks, and always under the key that the record names,
 * so that one call is made; a claim of which nobody tells anything comes back under the same key.
 *
 * @throws where something could not be read or written: the next look finds the callback as it is.
 */
export async function attendTo(key: CallbackKey, ports: CallbackPorts): Promise<void> {
  const record = await ports.callbacks.find(key);
  const now = ports.clock.now();
  // The index lags behind the record.
  if (record?.nextAt === undefined || record.nextAt > now) return;
  if (record.status === 'dialling') return lookAtDial(record, ports);
  if (now - record.at > LATEST_MS)
    return end(record, { status: 'given-up', reason: 'a day has passed' }, ports);
  await dial(record, ports);
}

async function lookAtDial(record: CallbackRecord, ports: CallbackPorts): Promise<void> {
  const { callbacks, dials, clock, log } = ports;
  const now = clock.now();
  const found = endOfDial(await dials.find(record.reference ?? ''), now);
  if (found === 'not over') {
    await callbacks.replace(record, { ...record, nextAt: now + LOOK_AGAIN_MS });
  } else if (found === 'never asked') {
    log.warn('the dial of a callback was lost', { callId: record.callId });
    await callbacks.replace(record, waiting(record, now));
  } else {
    await end(record, { status: 'dialled', outcome: found.outcome }, ports);
  }
}

async function dial(record: CallbackRecord, ports: CallbackPorts): Promise<void> {
  const { callbacks, consents, callees, dialFunction, clock } = ports;
  const asked = requestOf(record);
  if ('fault' in asked) return end(record, { status: 'given-up', reason: asked.fault }, ports);
  const { request } = asked;
  const callee = await callees.of(record.number);
  const reference = ports.referenceOf({ callee, key: request.idempotencyKey });
  const mine: CallbackRecord = { ...record, status: 'dialling', reference, nextAt: clock.now() + LEASE_MS };
  if (!(await callbacks.replace(record, mine))) return;
  await consents.save(consentOf(record, callee, reference));
  await note(await dialFunction.ask(request), mine, ports);
}

async function note(answer: AskAnswer, record: CallbackRecord, ports: CallbackPorts): Promise<void> {
  const { callbacks, clock, log } = ports;
  const now = clock.now();
  const { callId } = record;
  switch (answer.state) {
    case 'asked':
      log.info('a callback is dialled', { callId, reference: record.reference });
      await callbacks.replace(record, { ...record, nextAt: now + LOOK_AGAIN_MS });
      return;
    case 'held':
      log.info('a callback is held', { callId, why: answer.why });
      await callbacks.replace(record, waiting(record, now + Math.max(answer.retryAfterMs, LOOK_AGAIN_MS)));
      return;
    case 'stale':
      await callbacks.replace(record, renewed(record, now + LOOK_AGAIN_MS));
      return;
    case 'faulty':
      await end(record, { status: 'given-up', reason: answer.why }, ports);
      return;
    case 'denied': {
      const { of, rule } = denialOf(answer.findings);
      log.info('a callback is denied', { callId, rule });
      if (of === 'callee') return end(record, { status: 'denied', reason: rule }, ports);
      await callbacks.replace(record, { ...renewed(record, now + DENIED_AGAIN_MS), reason: rule });
    }
  }
}

/** Nobody was called: again then, as the same call. */
function waiting(record: CallbackRecord, nextAt: number): CallbackRecord {
  return { ...record, status: 'waiting', reference: undefined, nextAt };
}

/** The key is of no use any more, and nobody was called by it. */
function renewed(record: CallbackRecord, nextAt: number): CallbackRecord {
  return { ...waiting(record, nextAt), attempt: record.attempt + 1 };
}

/** The wish was for this one call, so the consent ends with it. */
async function end(
  record: CallbackRecord,
  result: Pick<CallbackRecord, 'status' | 'outcome' | 'reason'>,
  { callbacks, consents, callees, clock, log }: CallbackPorts,
): Promise<void> {
  const callee = await callees.of(record.number);
  await consents.revoke({ callee, id: consentIdOf(record) }, clock.now());
  if (!(await callbacks.replace(record, { ...record, reason: undefined, ...result, nextAt: undefined })))
    return;
  const fields = { callId: record.callId, ...result };
  if (result.status === 'dialled') log.info('a callback is over', fields);
  else log.warn('a callback was not made', fields);
}
