import { makeCallKey } from '../adapters/call-key';
import type { DialRecord } from '../core/calls/dial';
import { giveBackUnused } from '../core/outbound/daily-budget';
import {
  ANSWERED_AGAIN_MS,
  isOver,
  KEY_LIVES_MS,
  RefusedError,
  started,
  type BridgePorts,
  type Rescue,
} from './answer';
import type { Dialled, LegStatus } from './carrier';
import { farewell } from './fallback';
import type { Reply } from './reply';

/** A call that we make, as a request of its carrier is about it. */
interface DialledCall {
  carrier: string;
  reference: string;
  call: string;
}

/**
 * Settles where a call goes that we made and that was answered just now. One call is answered for each reference;
 * the same request again has the same answer for a minute.
 *
 * @throws RefusedError for a reference that was not ordered of this carrier, or whose call was answered before.
 */
export async function answerDialledCall(
  { carrier, reference, call }: DialledCall,
  { dials, legs, clock, log, callKeySecret }: BridgePorts,
): Promise<Reply> {
  const secret = started(callKeySecret());
  const { number, callee } = await orderOf(carrier, reference, dials);
  const at = clock.now();
  const first = await dials.answer(reference, { call, answeredAt: at });
  const { answeredAt = at } = first ?? {};
  if (first?.call !== call || at - answeredAt > ANSWERED_AGAIN_MS) {
    throw new RefusedError('the call was answered before');
  }
  const saved = legs
    .save({ carrier, call, number, caller: callee, answeredAt })
    .catch((error: unknown) => log.error('leg not saved', { carrier, call, error }));
  const introduced = { number, caller: callee, call: reference };
  const key = makeCallKey(introduced, answeredAt + KEY_LIVES_MS, await secret);
  await saved;
  log.info('dialled call bridged', { carrier, call, reference }, { number, callee });
  return { type: 'connect', introduction: { ...introduced, key, reference } };
}

/** After the leg to the endpoint. There is no human to go to on a call that the callee didn't ask for. */
export async function afterDialledEndpoint(
  { carrier, reference, call }: DialledCall,
  { outcome, sipCode }: Dialled,
  { dials, legs, directory, log }: BridgePorts,
  rescue: Rescue,
): Promise<Reply> {
  const { number, callee, agent } = await orderOf(carrier, reference, dials);
  const dialled = { dialled: outcome, ...(sipCode !== undefined && { sipCode }) };
  await legs
    .save({ carrier, call, number, caller: callee, ...dialled })
    .catch((error: unknown) => log.error('leg not saved', { carrier, call, error }));
  if (isOver(outcome)) return { type: 'hang-up' };
  log.error('endpoint not reached', { carrier, call, reference, outcome, sipCode }, { number, callee });
  const speaker = agent ?? (await directory.findNumber(number))?.agent;
  rescue.reply = farewell('trouble', speaker === undefined ? undefined : await directory.findAgent(speaker));
  return rescue.reply;
}

/** What a carrier tells of a call also proves that it has dialled, should that have been unclear. */
export async function noteDialStatus(
  { carrier, reference }: DialledCall,
  { ended, ...status }: LegStatus,
  { dials, days, legs, clock }: BridgePorts,
): Promise<undefined> {
  const order = await orderOf(carrier, reference, dials);
  const { number, callee, call } = order;
  const at = clock.now();
  const leg = { carrier, number, caller: callee, ...status, ...(ended && { endedAt: at }) };
  const outcome = { ...(ended && { outcome: ended }), ...placed(call, status.call) };
  await Promise.all([
    legs.save(leg),
    dials.save({ reference, ...outcome }),
    ended && giveBackUnused(order, { outcome: ended, seconds: status.seconds, at }, days),
  ]);
}

export async function noteAnsweredBy(
  { carrier, reference, call }: DialledCall,
  answeredBy: DialRecord['answeredBy'],
  { dials }: BridgePorts,
): Promise<undefined> {
  const known = await orderOf(carrier, reference, dials);
  await dials.save({ reference, answeredBy, ...placed(known.call, call) });
}

function placed(known: string | undefined, call: string): Partial<DialRecord> {
  return known === undefined ? { call, state: 'placed' } : {};
}

async function orderOf(carrier: string, reference: string, dials: BridgePorts['dials']): Promise<DialRecord> {
  const order = await dials.find(reference);
  if (order?.carrier !== carrier) throw new RefusedError('no such call was ordered');
  return order;
}
