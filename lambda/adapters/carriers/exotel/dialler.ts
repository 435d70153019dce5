import type { Dialler, DialOrder } from '../../../core/calls/dial';
import { ByonError, InvalidInputError } from '../../../core/errors';
import { dialAnswer } from '../dial-answer';
import { connectCall } from './calls';
import type { ExotelConnection } from './connection';

/**
 * Dials, and gives the answered call to a flow that leads to the Voice Connector. No header gets through Exotel, so
 * the call handler finds the dial by its two numbers (`DialStore.findLatest`). The reference stands in the call's
 * CustomField, for people who look it up at Exotel. How the call ends, only the endpoint and Exotel's own list know.
 *
 * @param options.flowId the flow whose Connect applet dials the stack's trunk.
 */
export function exotelDialler({ exotel, flowId }: { exotel: ExotelConnection; flowId: string }): Dialler {
  const asked = async (order: DialOrder) => {
    const { reference, number, callee, ringSeconds, limitSeconds, detectMachine } = order;
    if (detectMachine) {
      const message = 'must be false: Exotel tells nobody whether a machine has answered';
      throw new InvalidInputError('A call through Exotel', [{ path: 'detectMachine', message }]);
    }
    const { sid } = await connectCall(exotel, {
      to: callee,
      from: number,
      flowId,
      ringSeconds,
      limitSeconds,
      customField: reference,
    });
    return sid;
  };
  return {
    dial: (order) => dialAnswer(asked(order)),
    async hangUp() {
      throw new ByonError(
        'Exotel has no way to end a call: it ends after limitSeconds, or hang up at its other end',
      );
    },
  };
}
