import VoiceResponse from 'twilio/lib/twiml/VoiceResponse';
import { validateRequest } from 'twilio/lib/webhooks/webhooks';
import * as z from 'zod';
import { dialOutcome } from '../core/calls/leg';
import { toE164 } from '../core/numbers/e164';
import { userFor, type SipTarget } from './admission-strategy';
import type { BridgeCarrier, Step } from './carrier';
import { ANONYMOUS, BYON_HEADERS, RING_SECONDS } from './conventions';
import { plain, xml } from './http';
import type { Introduction, Reply, Speech } from './reply';
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

const ENDED: readonly string[] = ['completed', 'busy', 'failed', 'no-answer', 'canceled'];

/**
 * Twilio: form posts signed in `X-Twilio-Signature` (HMAC-SHA1 of address and fields), answered in TwiML.
 *
 * @param options.authToken the account's auth token; `renew` reads it anew, as after its rotation.
 * @param options.address our own, for the addresses that Twilio goes on to.
 */
export function twilioBridge(options: {
  authToken: (renew: boolean) => Promise<string>;
  address: string;
  target: SipTarget;
}): BridgeCarrier {
  const { authToken, address, target } = options;
  const at = (step: Step) => `${address}/twilio/${step}`;
  return {
    name: 'twilio',
    async isGenuine({ headers, url, form }) {
      const signature = headers['x-twilio-signature'];
      if (!signature) return false;
      const known = await authToken(false);
      if (validateRequest(known, signature, url, form)) return true;
      const renewed = await authToken(true);
      return renewed !== known && validateRequest(renewed, signature, url, form);
    },
    noncesOf: () => [],
    stepOf: (step) => step,
    incomingCall({ form }) {
      const { CallSid, From, To } = incoming.parse(form);
      return { call: CallSid, number: toE164(To), caller: toE164(From) ?? ANONYMOUS };
    },
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
        hasEnded: ENDED.includes(CallStatus),
      };
    },
    render: (reply) => xml(twiml(reply, target, at).toString()),
    thanks: plain(204, ''),
  };
}

function twiml(reply: Reply, target: SipTarget, at: (step: Step) => string): VoiceResponse {
  const response = new VoiceResponse();
  switch (reply.type) {
    case 'connect':
      response
        .dial({
          answerOnBridge: true,
          callerId: callerIdFor(reply.introduction, target),
          timeout: RING_SECONDS,
          action: at('dialled'),
          method: 'POST',
        })
        .sip(sipUri(reply.introduction, target));
      return response;
    case 'transfer':
      say(response, reply.speech);
      response
        .dial({ callerId: reply.number, timeout: RING_SECONDS, action: at('fallback'), method: 'POST' })
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

/** Twilio refuses a callerId that is no number (13214), so an anonymous caller shows as the called number. */
function callerIdFor({ caller, number }: Introduction, { admission }: SipTarget): string {
  if (admission.type === 'chime-number') return admission.callerId;
  return caller === ANONYMOUS ? number : caller;
}

/** `;secure=true` is TLS with SRTP (AES_CM_128_HMAC_SHA1_80), as in AWS's sample. */
function sipUri({ number, caller, call: id, key }: Introduction, target: SipTarget): string {
  const { host, isEncrypted, admission } = target;
  const headers = { did: number, caller, call: id, key };
  const query = Object.entries(headers).map(
    ([name, value]) => `${BYON_HEADERS[name as keyof typeof headers]}=${encodeURIComponent(value)}`,
  );
  const transport = isEncrypted ? ';secure=true' : ';transport=tcp';
  return `sip:${userFor(number, admission)}@${host}${transport}?${query.join('&')}`;
}
