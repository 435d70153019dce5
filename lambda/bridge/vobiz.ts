import * as z from 'zod';
import { plainCallId } from '../adapters/call-key';
import type { DialOutcome } from '../core/calls/leg';
import { toE164 } from '../core/numbers/e164';
import { userFor, type SipTarget } from './admission-strategy';
import type { BridgeCarrier, Step } from './carrier';
import { ANONYMOUS, PLAIN_HEADERS, RING_SECONDS } from './conventions';
import { xml } from './http';
import type { Introduction, Reply, Speech } from './reply';
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

const OUTCOMES: Readonly<Record<string, DialOutcome>> = {
  completed: 'completed',
  busy: 'busy',
  cancel: 'canceled',
  canceled: 'canceled',
  timeout: 'no-answer',
  'no-answer': 'no-answer',
};
const ENDED: readonly string[] = ['completed', 'busy', 'failed', 'timeout', 'no-answer', 'cancel'];

/**
 * Vobiz: form posts with a signed address, answered in its XML, which is PlivoXML with other names.
 *
 * Not verified on a live account: an endpoint of somebody else in `<User>`, TLS and SRTP to it, and the prefix
 * of the headers.
 *
 * @param options.authToken the account's auth token; `renew` reads it anew, as after its rotation.
 * @param options.address our own, for the addresses that Vobiz goes on to.
 */
export function vobizBridge(options: {
  authToken: (renew: boolean) => Promise<string>;
  address: string;
  target: SipTarget;
}): BridgeCarrier {
  const { authToken, address, target } = options;
  const at = (step: Step) => `${address}/vobiz/${step}`;
  return {
    name: 'vobiz',
    async isGenuine(request) {
      if (noncesOfVobiz(request).length === 0) return false;
      const known = await authToken(false);
      if (isSignedByVobiz(request, known)) return true;
      const renewed = await authToken(true);
      return renewed !== known && isSignedByVobiz(request, renewed);
    },
    noncesOf: noncesOfVobiz,
    // The hang-up goes to the answer's address where an application names no other one.
    stepOf(step, { form }) {
      const isNews =
        form['Event'] === 'Ring' || form['Event'] === 'Hangup' || form['CallStatus'] === 'completed';
      return step === 'voice' && isNews ? 'status' : step;
    },
    incomingCall({ form }) {
      const { CallUUID, From, To } = incoming.parse(form);
      return { call: CallUUID, number: toE164(To, HOME), caller: toE164(From, HOME) ?? ANONYMOUS };
    },
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
        hasEnded: Event === 'Hangup' || ENDED.includes(CallStatus ?? ''),
      };
    },
    render: (reply) => xml(document(element('Response', {}, elementsOf(reply, target, at)))),
    // Anything but 200 makes Vobiz send it again.
    thanks: xml(document(element('Response', {}))),
  };
}

function elementsOf(reply: Reply, target: SipTarget, at: (step: Step) => string): Element[] {
  const dial = (step: Step, callerId: string | undefined, whom: Element) =>
    element('Dial', { callerId, timeout: RING_SECONDS, action: at(step), method: 'POST' }, [whom]);
  switch (reply.type) {
    case 'connect': {
      const { admission } = target;
      const callerId = admission.type === 'chime-number' ? admission.callerId : undefined;
      return [dial('dialled', callerId, user(reply.introduction, target))];
    }
    case 'transfer':
      return [speak(reply.speech), dial('fallback', reply.number, element('Number', {}, reply.to))];
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

function user({ number, caller, call: id, key }: Introduction, target: SipTarget): Element {
  const { host, isEncrypted, admission } = target;
  const told = { did: number, caller, call: plainCallId(id), key };
  const sipHeaders = Object.entries(told).map(
    ([name, value]) => `${PLAIN_HEADERS[name as keyof typeof told]}=${value.replace('+', '')}`,
  );
  const where = isEncrypted ? `${host}:5061;transport=tls` : `${host}:5060;transport=tcp`;
  return element('User', { sipHeaders: sipHeaders.join(',') }, `sip:${userFor(number, admission)}@${where}`);
}
