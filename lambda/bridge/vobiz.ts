import * as z from 'zod';
import { bridgeAddress, dialledAddress } from '../adapters/carriers/bridge-address';
import { RING_SECONDS, userFor, type SipTarget } from '../adapters/carriers/sip-target';
import { ANONYMOUS, plainHeadersFor, type Introduction } from '../core/calls/introduction';
import type { DialOutcome } from '../core/calls/leg';
import { toE164 } from '../core/numbers/e164';
import type { BridgeCarrier, BridgeCarrierOptions } from './carrier';
import { xml } from './http';
import type { Reply, Speech } from './reply';
import { isSignedByVobiz, noncesOfVobiz } from './vobiz-signature';
import { spoken } from './voice';
import { document, element, type Element } from './xml';

/** Where a number without its country code is at home. */
const HOME = 'IN';

const call = z.string().regex(/^[0-9A-Za-z-]{8,64}$/);
const integer = z.coerce.number().int().min(0);
const words = z.string().max(100);

const incoming = z.object({ CallUUID: call, From: z.string().default(''), To: z.string() });
const afterDial = z.object({ CallUUID: call, DialStatus: words });
const statusChange = z.object({
  CallUUID: call,
  CallStatus: words.optional(),
  Event: words.optional(),
  Duration: integer.optional(),
  HangupCause: words.optional(),
});

/** The field is Plivo's; that Vobiz names it so is not verified. */
const detected = z.object({ Machine: z.enum(['true', 'false']).optional().catch(undefined) });
const ofCall = z.object({ CallUUID: call });

const OUTCOMES: Readonly<Record<string, DialOutcome>> = {
  completed: 'completed',
  busy: 'busy',
  cancel: 'canceled',
  canceled: 'canceled',
  timeout: 'no-answer',
  'no-answer': 'no-answer',
  failed: 'failed',
};

/**
 * Vobiz: form posts with a signed address, answered in its XML, which is PlivoXML with other names.
 *
 * Not verified on a live account: an endpoint of somebody else in `<User>`, TLS and SRTP to it, and the prefix
 * of the headers.
 */
export function vobizBridge({ id, authToken, target }: BridgeCarrierOptions): BridgeCarrier {
  return {
    id,
    async isGenuine(request) {
      if (noncesOfVobiz(request).length === 0) return false;
      const known = await authToken(false);
      if (isSignedByVobiz(request, known)) return true;
      const renewed = await authToken(true);
      return renewed !== known && isSignedByVobiz(request, renewed);
    },
    noncesOf: noncesOfVobiz,
    // The hang-up goes to the answer's address where an application names no other one.
    isStatus: ({ form }) =>
      form['Event'] === 'Ring' || form['Event'] === 'Hangup' || form['CallStatus'] === 'completed',
    incomingCall({ form }) {
      const { CallUUID, From, To } = incoming.parse(form);
      return { call: CallUUID, number: toE164(To, HOME), caller: toE164(From, HOME) ?? ANONYMOUS };
    },
    callOf: ({ form }) => ofCall.parse(form).CallUUID,
    dialled({ form }) {
      const { CallUUID, DialStatus } = afterDial.parse(form);
      return { call: CallUUID, outcome: OUTCOMES[DialStatus] ?? 'failed' };
    },
    status({ form }) {
      const { CallUUID, CallStatus, Event, Duration, HangupCause } = statusChange.parse(form);
      return {
        call: CallUUID,
        status: CallStatus ?? Event,
        seconds: Duration,
        hangupCause: HangupCause,
        ended: OUTCOMES[CallStatus ?? ''] ?? (Event === 'Hangup' ? 'failed' : undefined),
      };
    },
    answeredBy({ form }) {
      const { Machine } = detected.parse(form);
      if (Machine === undefined) return 'unknown';
      return Machine === 'true' ? 'machine' : 'human';
    },
    render: (reply, address) =>
      xml(document(element('Response', {}, elementsOf(reply, target, { address, id })))),
    // Anything but 200 makes Vobiz send it again.
    thanks: xml(document(element('Response', {}))),
  };
}

function elementsOf(
  reply: Reply,
  target: SipTarget,
  { address, id }: { address: string; id: string },
): Element[] {
  const dial = (action: string, callerId: string | undefined, whom: Element) =>
    element('Dial', { callerId, timeout: RING_SECONDS, action, method: 'POST' }, [whom]);
  switch (reply.type) {
    case 'connect': {
      const { introduction } = reply;
      const action = dialledAddress(address, id, introduction);
      return [dial(action, callerIdFor(introduction, target), user(introduction, target))];
    }
    case 'transfer':
      return [
        speak(reply.speech),
        dial(bridgeAddress(address, id, 'fallback'), reply.number, element('Number', {}, reply.to)),
      ];
    case 'farewell':
      return [speak(reply.speech), element('Hangup', {})];
    case 'hang-up':
      return [element('Hangup', {})];
  }
}

function speak(speech: Speech): Element {
  const { text, voice, language } = spoken(speech, 'vobiz');
  return element('Speak', { voice, language }, text);
}

/** Vobiz shows the caller by itself. On a call that we make, that would be whoever it takes the callee for. */
function callerIdFor({ number, reference }: Introduction, { admission }: SipTarget): string | undefined {
  if (admission.type === 'chime-number') return admission.callerId;
  return reference === undefined ? undefined : number;
}

function user(introduction: Introduction, { host, isEncrypted, admission }: SipTarget): Element {
  const sipHeaders = plainHeadersFor(introduction).map(([name, value]) => `${name}=${value}`);
  const where = isEncrypted ? `${host}:5061;transport=tls` : `${host}:5060;transport=tcp`;
  const to = userFor(introduction.number, admission);
  return element('User', { sipHeaders: sipHeaders.join(',') }, `sip:${to}@${where}`);
}
