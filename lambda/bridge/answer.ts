import { makeCallKey } from '../adapters/call-key';
import type { Agent } from '../core/agents/agent';
import type { DialStore } from '../core/calls/dial';
import type { LegStore } from '../core/calls/leg';
import type { DailyBudget } from '../core/outbound/daily-budget';
import { ByonError } from '../core/errors';
import { admit, SAID_TO, type Admission } from '../core/numbers/admission';
import type { Clock, Log, NumberDirectory } from '../core/ports';
import type { Dialled, IncomingCall, LegStatus } from './carrier';
import { fallbackOf, farewell } from './fallback';
import type { Reply } from './reply';

export interface BridgePorts {
  directory: NumberDirectory;
  legs: LegStore;
  dials: DialStore;
  days: Pick<DailyBudget, 'giveBack'>;
  clock: Clock;
  log: Log;
  /** What call keys are made with. */
  callKeySecret: () => Promise<string>;
}

/** A request that a carrier made once and that somebody makes again, or that fits no call. */
export class RefusedError extends ByonError {
  override readonly name = 'RefusedError';
}

/** The best that can be said should nothing better come in time. */
export interface Rescue {
  reply: Reply;
}

/** A carrier repeats a request within seconds. Who comes later is somebody else. */
export const ANSWERED_AGAIN_MS = 60_000;
/** From the first answer on, so that a repeated one has no fresh key. Enough for the INVITE that follows. */
export const KEY_LIVES_MS = 120_000;
/** The endpoint rings for seconds, so the news that it can't be reached comes soon after the answer. */
const FALLBACK_WITHIN_MS = 300_000;

/**
 * Settles where a call goes that has just come in at the carrier. Signatures don't age, so the first answer to
 * a call is noted: the same request again has the same answer for a minute, with the same key, and none later.
 *
 * @throws RefusedError for a request that is not the carrier's own repetition.
 */
export async function answerCall(
  carrier: string,
  { call, number, caller }: IncomingCall,
  { directory, legs, clock, log, callKeySecret }: BridgePorts,
  rescue: Rescue,
): Promise<Reply> {
  if (number === undefined) return farewell('unknown-number');
  const at = clock.now();
  const secret = started(callKeySecret());
  const claim = started(legs.claim({ carrier, call, number, caller, answeredAt: at }));
  const admission = await admitFrom(carrier, number, directory);
  if (admission.admitted) rescue.reply = await fallbackOf(admission.number, admission.agent, directory);

  const { answeredAt = at, ...first } = await claim;
  const isSame = first.number === number && first.caller === caller;
  if (!isSame || at - answeredAt > ANSWERED_AGAIN_MS) throw new RefusedError('the call was answered before');
  if (!admission.admitted) {
    const { refusal } = admission;
    log.warn('call turned away', { carrier, call, refusal }, { number, caller });
    return farewell(SAID_TO[refusal], await agentOf(admission.number, directory));
  }
  const key = makeCallKey({ number, caller, call }, answeredAt + KEY_LIVES_MS, await secret);
  log.info('call bridged', { carrier, call, agent: admission.agent.id }, { number, caller });
  return { type: 'connect', introduction: { number, caller, call, key } };
}

/** After the leg to the endpoint. The fallback is dialled here and nowhere after, so it is dialled once. */
export async function afterEndpoint(
  carrier: string,
  { call, outcome, sipCode }: Dialled,
  { directory, legs, clock, log }: BridgePorts,
  rescue: Rescue,
): Promise<Reply> {
  const leg = await legs.find({ carrier, call });
  if (leg?.answeredAt === undefined || leg.number === undefined) {
    throw new RefusedError('no such call was answered');
  }
  const dialled = { carrier, call, dialled: outcome, ...(sipCode !== undefined && { sipCode }) };
  const saved = legs
    .save(dialled)
    .catch((error: unknown) => log.error('leg not saved', { carrier, call, error }));
  if (isOver(outcome)) {
    await saved;
    return { type: 'hang-up' };
  }
  if (clock.now() - leg.answeredAt > FALLBACK_WITHIN_MS) throw new RefusedError('the call is long over');
  log.error('endpoint not reached', { carrier, call, outcome, sipCode }, { number: leg.number });
  const admission = await admit([{ source: carrier, number: leg.number }], directory);
  if (admission.admitted) rescue.reply = await fallbackOf(admission.number, admission.agent, directory);
  await saved;
  return rescue.reply;
}

/** After the leg to the fallback number. Nothing is dialled any more. */
export async function afterFallback(
  carrier: string,
  { call, outcome }: Dialled,
  { directory, legs, log }: BridgePorts,
): Promise<Reply> {
  if (isOver(outcome)) return { type: 'hang-up' };
  log.error('fallback not reached', { carrier, call, outcome });
  const leg = await legs.find({ carrier, call });
  return farewell('trouble', await agentOf(leg?.number, directory));
}

export async function noteStatus(
  carrier: string,
  { ended, ...status }: LegStatus,
  { legs, clock }: BridgePorts,
): Promise<undefined> {
  await legs.save({ carrier, ...status, ...(ended && { endedAt: clock.now() }) });
}

/** The two have spoken, or the caller has left. */
export function isOver(outcome: Dialled['outcome']): boolean {
  return outcome === 'completed' || outcome === 'canceled';
}

/** A number of another carrier is unknown to this one, which is not the one that knows who may call it. */
async function admitFrom(carrier: string, number: string, directory: NumberDirectory): Promise<Admission> {
  const record = await directory.findNumber(number);
  const isElsewhere = record?.carrier !== undefined && record.carrier !== carrier;
  if (isElsewhere) return { admitted: false, refusal: 'unknown-number' };
  return admit([{ source: carrier, number }], directory);
}

async function agentOf(number: string | undefined, directory: NumberDirectory): Promise<Agent | undefined> {
  const record = number === undefined ? undefined : await directory.findNumber(number);
  return record && directory.findAgent(record.agent, record.agentVersion);
}

/** Its failure is met where it is awaited, which may be after something else has failed. */
export function started<T>(work: Promise<T>): Promise<T> {
  work.catch(() => undefined);
  return work;
}
