import * as z from 'zod';
import type { CarrierNumber, Routing, Switchboard, Target } from '../../../core/carriers/switchboard';
import { AmbiguousError, harmless } from '../carrier-error';
import { path } from '../carrier-call';
import { TWILIO_CALLS } from './allow-list';
import type { TwilioConnection } from './connection';
import firstVoiceUrls from './first-voice-urls.json';
import {
  findNumber,
  listNumbers,
  readNumber,
  setRouting,
  type IncomingNumber,
  type VoiceRouting,
} from './numbers';

/** The numbers of a Twilio account. One call writes the whole routing of one. */
export function twilioSwitchboard(twilio: TwilioConnection): Switchboard {
  return {
    carrier: 'twilio',

    // A standard API key may not read the account itself.
    async account() {
      const query = { PageSize: '1' };
      await twilio.ask(
        { method: 'GET', path: twilio.below(path`/IncomingPhoneNumbers.json`), query },
        z.unknown(),
      );
      return twilio.accountSid;
    },

    async numbers() {
      return (await listNumbers(twilio)).map(carrierNumber);
    },

    async find(number) {
      const found = await findNumber(twilio, number);
      return found && carrierNumber(found);
    },

    routingTo,
    isSame: (shown, wanted) => isSame(whole(shown), whole(wanted)),
    isFree: (routing) => isFree(whole(routing)),
    describe: (routing) => describe(whole(routing)),

    async route({ id }, routing) {
      await setRouting(twilio, id, whole(routing));
      const { routing: shown } = await readNumber(twilio, id);
      if (!isSame(shown, whole(routing))) throw notAsAsked();
    },
  };
}

const NOTHING: VoiceRouting = {
  trunkSid: '',
  voiceApplicationSid: '',
  voiceUrl: '',
  voiceMethod: '',
  voiceFallbackUrl: '',
  voiceFallbackMethod: '',
  voiceReceiveMode: '',
  statusCallback: '',
  statusCallbackMethod: '',
};

function whole(routing: Routing): VoiceRouting {
  return { ...NOTHING, ...routing };
}

function routingTo(target: Target): Routing {
  if (target.carrier !== 'twilio') {
    throw new TypeError(`Twilio can lead no call to a target of ${target.carrier}`);
  }
  if ('trunkSid' in target) return { ...NOTHING, trunkSid: target.trunkSid };
  const { voiceUrl, statusCallback } = target;
  return {
    ...NOTHING,
    voiceUrl,
    voiceMethod: 'POST',
    voiceReceiveMode: 'voice',
    statusCallback,
    statusCallbackMethod: 'POST',
  };
}

/** A trunk makes Twilio ignore all the rest, and an application the addresses. */
function isSame(shown: VoiceRouting, wanted: VoiceRouting): boolean {
  if (shown.trunkSid || wanted.trunkSid) return shown.trunkSid === wanted.trunkSid;
  if (shown.voiceApplicationSid || wanted.voiceApplicationSid) {
    return shown.voiceApplicationSid === wanted.voiceApplicationSid;
  }
  return (
    fits(shown.voiceReceiveMode, wanted.voiceReceiveMode) &&
    isSameAddress([shown.voiceUrl, shown.voiceMethod], [wanted.voiceUrl, wanted.voiceMethod]) &&
    isSameAddress(
      [shown.voiceFallbackUrl, shown.voiceFallbackMethod],
      [wanted.voiceFallbackUrl, wanted.voiceFallbackMethod],
    ) &&
    isSameAddress(
      [shown.statusCallback, shown.statusCallbackMethod],
      [wanted.statusCallback, wanted.statusCallbackMethod],
    )
  );
}

type Address = [url: string, method: string];

function isSameAddress([url, method]: Address, [otherUrl, otherMethod]: Address): boolean {
  return url === otherUrl && (url === '' || fits(method, otherMethod));
}

/** Twilio gives a method and a mode to a number for which nobody has set one. */
function fits(one: string, other: string): boolean {
  return one === '' || other === '' || one === other;
}

function isFree({ trunkSid, voiceApplicationSid, voiceUrl, voiceFallbackUrl }: VoiceRouting): boolean {
  if (trunkSid || voiceApplicationSid || voiceFallbackUrl) return false;
  return voiceUrl === '' || firstVoiceUrls.urls.includes(voiceUrl);
}

function describe({ trunkSid, voiceApplicationSid, voiceUrl, voiceFallbackUrl }: VoiceRouting): string {
  if (trunkSid) return `the trunk ${trunkSid}`;
  if (voiceApplicationSid) return `the application ${voiceApplicationSid}`;
  const url = voiceUrl || voiceFallbackUrl;
  if (!url) return 'nowhere';
  const host = URL.parse(url)?.host;
  return host ? `a webhook at ${harmless(host)}` : 'a webhook';
}

function carrierNumber({ sid, e164, voiceCapable, routing }: IncomingNumber): CarrierNumber {
  return { number: e164, id: sid, ...(!voiceCapable && { unusable: 'it cannot take voice calls' }), routing };
}

function notAsAsked(): AmbiguousError {
  return new AmbiguousError({
    carrier: TWILIO_CALLS.carrier,
    call: 'POST /2010-04-01/Accounts/{account}/IncomingPhoneNumbers/{number}.json',
    detail: 'it was accepted, but the number shows another routing; read before asking again',
  });
}
