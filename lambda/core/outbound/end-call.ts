import type { DialRecord } from '../calls/dial';
import { ByonError, NotFoundError } from '../errors';
import type { DialCallPorts } from './ports';
import { ConflictError } from './requests';

/** @throws NotFoundError where no call of this reference was dialled. */
export async function findCall(
  reference: string,
  { dials }: Pick<DialCallPorts, 'dials'>,
): Promise<DialRecord> {
  const record = await dials.find(reference);
  if (record) return record;
  throw new NotFoundError(`no call was dialled under ${reference}, or it is too long ago`);
}

/**
 * Ends a call, whether it rings or goes on. One that is over stays as it is.
 *
 * @throws NotFoundError as `findCall`.
 * @throws ConflictError where the carrier cannot end it, or has not told yet which of its calls it is.
 */
export async function endCall(
  reference: string,
  ports: Pick<DialCallPorts, 'dials' | 'carriers' | 'log'>,
): Promise<DialRecord> {
  const record = await findCall(reference, ports);
  const { carrier, call, outcome, state } = record;
  if (outcome !== undefined || state === 'refused') return record;
  if (call === undefined) {
    throw new ConflictError(
      'cannot-end',
      'the carrier has not told yet which of its calls this is; ask again in a few seconds',
    );
  }
  const trunk = ports.carriers.get(carrier);
  if (!trunk)
    throw new ConflictError('cannot-end', `the stack dials through ${carrier} no longer; end the call there`);
  try {
    await (await trunk.dialler()).hangUp(call);
  } catch (error) {
    if (error instanceof ByonError) throw new ConflictError('cannot-end', error.message, { cause: error });
    throw error;
  }
  ports.log.info('call ended by request', { reference, carrier });
  return record;
}
