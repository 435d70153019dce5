import VoiceResponse from 'twilio/lib/twiml/VoiceResponse';
import { ANONYMOUS, headersFor, type Introduction } from '../../../core/calls/introduction';
import { RING_SECONDS, userFor, type SipTarget } from '../sip-target';

/**
 * Hands a call to the Voice Connector, and says who speaks with whom in headers of the INVITE.
 *
 * @param action where Twilio asks what to do when the leg to the connector is over.
 */
export function endpointTwiml(introduction: Introduction, target: SipTarget, action: string): VoiceResponse {
  const response = new VoiceResponse();
  const callerId = callerIdFor(introduction, target);
  response
    .dial({ answerOnBridge: true, callerId, timeout: RING_SECONDS, action, method: 'POST' })
    .sip(sipUri(introduction, target));
  return response;
}

/**
 * Twilio refuses a callerId that is no number (13214), so an anonymous caller shows as the called number. On a call
 * that we make, the callee's number is not ours to show.
 */
function callerIdFor({ caller, number, reference }: Introduction, { admission }: SipTarget): string {
  if (admission.type === 'chime-number') return admission.callerId;
  return caller === ANONYMOUS || reference !== undefined ? number : caller;
}

/** `;secure=true` is TLS with SRTP (AES_CM_128_HMAC_SHA1_80), as in AWS's sample. */
function sipUri(introduction: Introduction, { host, isEncrypted, admission }: SipTarget): string {
  const query = headersFor(introduction).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  const transport = isEncrypted ? ';secure=true' : ';transport=tcp';
  return `sip:${userFor(introduction.number, admission)}@${host}${transport}?${query.join('&')}`;
}
