import type { Dialler, DialOrder } from '../../../core/calls/dial';
import { bridgeAddress, type DialStep } from '../bridge-address';
import { isNotThere } from '../carrier-error';
import { dialAnswer } from '../dial-answer';
import { createCall, hangUpCall } from './calls';
import type { VobizConnection } from './connection';

/**
 * Dials; the bridge says where the answered call goes. Vobiz documents no length of ringing, so `ringSeconds` counts
 * for nothing here.
 *
 * @param options.bridge the bridge's own address, without a slash at its end.
 */
export function vobizDialler({ vobiz, bridge }: { vobiz: VobizConnection; bridge: string }): Dialler {
  const asked = async ({ reference, carrier, number, callee, limitSeconds, detectMachine }: DialOrder) => {
    const at = (step: DialStep) => bridgeAddress(bridge, carrier, step, reference);
    const { id } = await createCall(vobiz, {
      to: callee,
      from: number,
      answerUrl: at('answered'),
      hangupUrl: at('status'),
      limitSeconds,
      ...(detectMachine && { machineDetectionUrl: at('machine') }),
    });
    return id;
  };
  return {
    dial: (order) => dialAnswer(asked(order)),
    async hangUp(call) {
      try {
        await hangUpCall(vobiz, call);
      } catch (error) {
        if (!isNotThere(error)) throw error;
      }
    },
  };
}
