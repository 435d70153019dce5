import VoiceResponse from 'twilio/lib/twiml/VoiceResponse';
import { validateRequest } from 'twilio/lib/webhooks/webhooks';
import * as z from 'zod';
import { bridgeAddress, dialledAddress } from '../adapters/carriers/bridge-address';
import { RING_SECONDS, type SipTarget } from '../adapters/carriers/sip-target';
import { endpointTwiml } from '../adapters/carriers/twilio/endpoint-twiml';
import { ANONYMOUS } from '../core/calls/introduction';
import { dialOutcome } from '../core/calls/leg';
import { toE164 } from '../core/numbers/e164';
import type { BridgeCarrier, BridgeCarrierOptions } from './carrier';
import { plain, xml } from './http';
import type { Reply, Speech } from './reply';
import { spoken } from './voice';

const call = z.string().regex(/^CA[0-9a-f]{32}$/i);
const integer = z.coerce.number().int().min(0);

const incoming = z.object({ CallSid: call, From: z.string().default(''), To: z.string() });
const afterDial = z.object({
  CallSid: call,
  DialCallStatus: z.preprocess((said) => (said === 'answered' ? 'completed' : said), dialOutcome),
  DialSipResponseCode: integer.optional(),
});
const statusChange = z.object({
  CallSid: call,
  CallStatus: z.string().regex(/^[a-z-]{1,20}$/),
  CallDuration: integer.optional(),
  SipResponseCode: integer.optional(),
});

/** As in `human`, `machine_start`, `fax` or `unknown`. */
const detected = z.object({ AnsweredBy: z.string().max(40) });
const ofCall = z.object({ CallSid: call });

/** Twilio: form posts signed in `X-Twilio-Signature` (HMAC-SHA1 of address and fields), answered in TwiML. */
export function twilioBridge({ id, authToken, target }: BridgeCarrierOptions): BridgeCarrier {
  return {
    id,
    async isGenuine({ headers, url, form }) {
      const signature = headers['x-twilio-signature'];
      if (!signature) return false;
      const known = await authToken(false);
      if (validateRequest(known, signature, url, form)) return true;
      const renewed = await authToken(true);
      return renewed !== known && validateRequest(renewed, signature, url, form);
    },
    noncesOf: () => [],
    isStatus: () => false,
    incomingCall({ form }) {
      const { CallSid, From, To } = incoming.parse(form);
      return { call: CallSid, number: toE164(To), caller: toE164(From) ?? ANONYMOUS };
    },
    callOf: ({ form }) => ofCall.parse(form).CallSid,
    dialled({ form }) {
      const { CallSid, DialCallStatus, DialSipResponseCode: sipCode } = afterDial.parse(form);
      return { call: CallSid, outcome: DialCallStatus, ...(sipCode !== undefined && { sipCode }) };
    },
    status({ form }) {
      const { CallSid, CallStatus, CallDuration, SipResponseCode } = statusChange.parse(form);
      return {
        call: CallSid,
        status: CallStatus,
        seconds: CallDuration,
        sipCode: SipResponseCode,
        // The words of an end are the same; a call under way has others.
        ended: dialOutcome.safeParse(CallStatus).data,
      };
    },
    answeredBy({ form }) {
      const { AnsweredBy } = detected.parse(form);
      if (AnsweredBy === 'human') return 'human';
      return AnsweredBy === 'fax' || AnsweredBy.startsWith('machine') ? 'machine' : 'unknown';
    },
    render: (reply, address) => xml(twiml(reply, target, { address, id }).toString()),
    thanks: plain(204, ''),
  };
}

function twiml(
  reply: Reply,
  target: SipTarget,
  { address, id }: { address: string; id: string },
): VoiceResponse {
  const response = new VoiceResponse();
  switch (reply.type) {
    case 'connect':
      return endpointTwiml(reply.introduction, target, dialledAddress(address, id, reply.introduction));
    case 'transfer':
      say(response, reply.speech);
      response
        .dial({
          callerId: reply.number,
          timeout: RING_SECONDS,
          action: bridgeAddress(address, id, 'fallback'),
          method: 'POST',
        })
        .number(reply.to);
      return response;
    case 'farewell':
      say(response, reply.speech);
      response.hangup();
      return response;
    case 'hang-up':
      response.hangup();
      return response;
  }
}

function say(response: VoiceResponse, speech: Speech): void {
  const { text, voice, language } = spoken(speech, 'twilio');
  // The package types each voice's name and language; ours come from a data file.
  const attributes = { voice, language } as Parameters<VoiceResponse['say']>[0];
  response.say(attributes, text);
}
