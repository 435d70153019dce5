import type { Path } from '../carrier-call';
import { isNotThere } from '../carrier-error';
import type { TwilioConnection } from './connection';

/** Removes something of ours. What is gone already is removed. */
export async function removed(twilio: TwilioConnection, path: Path): Promise<void> {
  try {
    await twilio.send({ method: 'DELETE', path });
  } catch (error) {
    if (!isNotThere(error)) throw error;
  }
}
