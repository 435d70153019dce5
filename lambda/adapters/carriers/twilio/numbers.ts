import * as z from 'zod';
import { path, type Form } from '../carrier-call';
import type { TwilioConnection } from './connection';
import { pageOf } from './page';
import { detachNumber } from './trunk-numbers';

/** Twilio tells what is not set as null in one place and as an empty text in another. Here it is empty. */
const setting = z
  .string()
  .nullish()
  .transform((value) => value ?? '');

const incomingNumber = z
  .object({
    sid: z.string(),
    phone_number: z.string(),
    friendly_name: setting,
    capabilities: z.object({ voice: z.boolean() }),
    trunk_sid: setting,
    voice_application_sid: setting,
    voice_url: setting,
    voice_method: setting,
    voice_fallback_url: setting,
    voice_fallback_method: setting,
    voice_receive_mode: setting,
    status_callback: setting,
    status_callback_method: setting,
  })
  .transform((answer) => ({
    sid: answer.sid,
    e164: answer.phone_number,
    friendlyName: answer.friendly_name,
    voiceCapable: answer.capabilities.voice,
    routing: {
      trunkSid: answer.trunk_sid,
      voiceApplicationSid: answer.voice_application_sid,
      voiceUrl: answer.voice_url,
      voiceMethod: answer.voice_method,
      voiceFallbackUrl: answer.voice_fallback_url,
      voiceFallbackMethod: answer.voice_fallback_method,
      voiceReceiveMode: answer.voice_receive_mode,
      statusCallback: answer.status_callback,
      statusCallbackMethod: answer.status_callback_method,
    },
  }));

/** A number of the account. */
export type IncomingNumber = z.output<typeof incomingNumber>;
const incomingNumbers = pageOf('incoming_phone_numbers', incomingNumber);

/**
 * What happens to a call to a number, whole: taken before we change it, put back when we leave. Empty texts
 * stand for what is not set.
 */
export type VoiceRouting = IncomingNumber['routing'];

export function listNumbers(twilio: TwilioConnection): Promise<IncomingNumber[]> {
  return twilio.list({ path: numbers(twilio) }, incomingNumbers);
}

/** @returns undefined where the account doesn't have exactly this number. */
export async function findNumber(
  twilio: TwilioConnection,
  e164: string,
): Promise<IncomingNumber | undefined> {
  const query = { PhoneNumber: e164 };
  // Twilio's filter also finds numbers that only contain this one.
  const similar = await twilio.list({ path: numbers(twilio), query }, incomingNumbers);
  return similar.find((found) => found.e164 === e164);
}

export function readNumber(twilio: TwilioConnection, sid: string): Promise<IncomingNumber> {
  return twilio.ask({ method: 'GET', path: number(twilio, sid) }, incomingNumber);
}

/**
 * Gives a number this routing, whole. A trunk or an application on it goes unless the routing names it. Reads the
 * number first: an empty text is sent only where there is something to clear.
 */
export async function setRouting(
  twilio: TwilioConnection,
  sid: string,
  routing: VoiceRouting,
): Promise<IncomingNumber> {
  const { routing: now } = await readNumber(twilio, sid);
  const body = { form: formOf(routing, now) };
  const set = await twilio.ask({ method: 'POST', path: number(twilio, sid), body }, incomingNumber);
  if (!now.trunkSid || ownerOf(routing) !== undefined) return set;
  // The documents have no empty TrunkSid. While a number is on a trunk its URLs have no say, so that its calls
  // change over at once, and to where they shall go.
  await detachNumber(twilio, now.trunkSid, sid);
  return readNumber(twilio, sid);
}

function formOf(routing: VoiceRouting, now: VoiceRouting): Form {
  const set = (name: string, value: string, before: string): Form =>
    value || before ? { [name]: value } : {};
  return {
    ...(ownerOf(routing) ?? set('VoiceApplicationSid', '', now.voiceApplicationSid)),
    ...set('VoiceUrl', routing.voiceUrl, now.voiceUrl),
    ...set('VoiceFallbackUrl', routing.voiceFallbackUrl, now.voiceFallbackUrl),
    ...set('StatusCallback', routing.statusCallback, now.statusCallback),
    // These have no empty value.
    ...(routing.voiceMethod && { VoiceMethod: routing.voiceMethod }),
    ...(routing.voiceFallbackMethod && { VoiceFallbackMethod: routing.voiceFallbackMethod }),
    ...(routing.voiceReceiveMode && { VoiceReceiveMode: routing.voiceReceiveMode }),
    ...(routing.statusCallbackMethod && { StatusCallbackMethod: routing.statusCallbackMethod }),
  };
}

/** Setting a trunk deletes the application, and vice versa; so only the one that is to be is named. */
function ownerOf({ trunkSid, voiceApplicationSid }: VoiceRouting): Form | undefined {
  if (trunkSid) return { TrunkSid: trunkSid };
  if (voiceApplicationSid) return { VoiceApplicationSid: voiceApplicationSid };
  return undefined;
}

function numbers(twilio: TwilioConnection) {
  return twilio.below(path`/IncomingPhoneNumbers.json`);
}

function number(twilio: TwilioConnection, sid: string) {
  return twilio.below(path`/IncomingPhoneNumbers/${sid}.json`);
}
