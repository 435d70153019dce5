import type { DialOrder, Dialler } from '../../../core/calls/dial';
import { ByonError } from '../../../core/errors';
import type { Clock } from '../../../core/ports';
import { makeCallKey } from '../../call-key';
import { bridgeAddress, dialledAddress } from '../bridge-address';
import { CarrierError, isNotThere } from '../carrier-error';
import { dialAnswer } from '../dial-answer';
import type { SipTarget } from '../sip-target';
import { createCall, hangUpCall } from './calls';
import type { TwilioConnection } from './connection';
import { endpointTwiml } from './endpoint-twiml';

/** The key is made before anybody rings, so it lives as long as the ringing, and this for what waits at Twilio. */
const KEY_OUTLIVES_RINGING_MS = 300_000;

/** `Call is not in-progress. Cannot redirect.`, as of a call that has ended. */
const HAS_ENDED = '21220';

export interface TwilioDiallerOptions {
  twilio: TwilioConnection;
  /** The bridge's own address, without a slash at its end. It is told how the call goes. */
  bridge: string;
  target: SipTarget;
  /** What call keys are made with. */
  callKeySecret: () => Promise<string>;
  clock: Clock;
}

/** Dials with TwiML that stands in the request, so that an answered call waits for no answer of ours. */
export function twilioDialler({
  twilio,
  bridge,
  target,
  callKeySecret,
  clock,
}: TwilioDiallerOptions): Dialler {
  const twimlFor = async ({ reference, carrier, number, callee, ringSeconds }: DialOrder) => {
    const secret = await callKeySecret().catch(() => {
      throw new ByonError(
        'the secret of call keys cannot be read; order the call again under another reference',
      );
    });
    const call = { number, caller: callee, call: reference };
    const key = makeCallKey(call, clock.now() + ringSeconds * 1000 + KEY_OUTLIVES_RINGING_MS, secret);
    const introduction = { ...call, key, reference };
    return endpointTwiml(introduction, target, dialledAddress(bridge, carrier, introduction)).toString();
  };
  const asked = async (order: DialOrder) => {
    const { reference, carrier, number, callee, ringSeconds, limitSeconds, detectMachine } = order;
    const url = bridgeAddress(bridge, carrier, 'machine', reference);
    const { sid } = await createCall(twilio, {
      to: callee,
      from: number,
      twiml: await twimlFor(order),
      ringSeconds,
      limitSeconds,
      statusCallback: bridgeAddress(bridge, carrier, 'status', reference),
      ...(detectMachine && { machineDetection: { mode: 'Enable', url } }),
    });
    return sid;
  };
  return {
    dial: (order) => dialAnswer(asked(order)),
    // `completed` ends a call in every state; `canceled` would leave one alone that is answered.
    async hangUp(call) {
      try {
        await hangUpCall(twilio, call);
      } catch (error) {
        if (!isNotThere(error) && !(error instanceof CarrierError && error.code === HAS_ENDED)) throw error;
      }
    },
  };
}
