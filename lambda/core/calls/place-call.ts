import { ByonError } from '../errors';
import type { Clock, Log } from '../ports';
import type { Dialler, DialOrder, DialRecord, DialStore, Reserved } from './dial';

/**
 * Dials at most once for a reference, whatever fails and however often it is called: whoever writes the record
 * first may ask the carrier, once. A process that dies between asking and noting leaves `asked`.
 *
 * @param reserved what is held for the call of the money of its day.
 * @returns the record as it is now; of a reference that was ordered before, without dialling, as it is known.
 * @throws where the record could not be written: then nothing was dialled.
 */
export async function placeCall(
  order: DialOrder,
  { dials, dialler, clock, log }: { dials: DialStore; dialler: Dialler; clock: Clock; log: Log },
  reserved?: Reserved,
): Promise<DialRecord> {
  const { reference, carrier } = order;
  const record: DialRecord = {
    ...order,
    askedAt: clock.now(),
    state: 'asked',
    ...(reserved && { reserved }),
  };
  const about = { reference, carrier };
  const pii = { number: order.number, callee: order.callee };
  if (!(await dials.open(record))) {
    const known = await dials.find(reference);
    if (!known) throw new Error('a dial that was noted before is not there any more');
    log.warn('not dialled again', { ...about, state: known.state }, pii);
    return known;
  }
  const outcome = await dialler.dial(order).catch((error: unknown) => {
    log.error('dialling left unclear', { ...about, error }, pii);
    const failure = error instanceof ByonError ? error.message : 'something unexpected went wrong';
    return { state: 'unclear' as const, failure };
  });
  log.info('dialled', { ...about, ...outcome }, pii);
  await dials.settle(reference, outcome).catch((error: unknown) => {
    log.error('dial not noted', { ...about, error }, pii);
  });
  return { ...record, ...outcome };
}
