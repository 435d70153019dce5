import * as z from 'zod';
import { toE164 } from '../../../core/numbers/e164';
import { path } from '../carrier-call';
import { AmbiguousError, CarrierError } from '../carrier-error';
import { EXOTEL_CALLS } from './allow-list';
import type { ExotelConnection } from './connection';

const exophone = z
  .object({
    sid: z.string(),
    phone_number: z.string(),
    friendly_name: z.string().nullish(),
    capabilities: z.object({ voice: z.boolean().nullish() }).nullish(),
    voice_url: z.string().nullish(),
  })
  .transform((answer) => ({
    sid: answer.sid,
    /** Exotel writes `+9180…` or `080…`. Undefined where it is neither. */
    e164: toE164(answer.phone_number, 'IN'),
    friendlyName: answer.friendly_name ?? '',
    voiceCapable: answer.capabilities?.voice ?? false,
    /** The flow that takes its calls, as `flowUrl` writes it. Empty where there is none. */
    voiceUrl: answer.voice_url ?? '',
  }));

/** A number that the account rents: an ExoPhone. */
export type Exophone = z.output<typeof exophone>;

const page = z.object({ incoming_phone_numbers: z.array(exophone), next_page_uri: z.string().nullish() });

/** Also tells whether the credentials are valid: CarrierError with status 401 or 403 where not. */
export function listNumbers(exotel: ExotelConnection): Promise<Exophone[]> {
  return exotel.pages(path`/v2_beta/Accounts/${exotel.accountSid}/IncomingPhoneNumbers`, (body) => {
    const { data } = page.safeParse(body);
    return { items: data?.incoming_phone_numbers, next: data?.next_page_uri };
  });
}

/** @returns undefined where the account doesn't have exactly this number. */
export async function findNumber(exotel: ExotelConnection, e164: string): Promise<Exophone | undefined> {
  const all = await listNumbers(exotel);
  return all.find((found) => found.e164 === e164);
}

export function readNumber(exotel: ExotelConnection, sid: string): Promise<Exophone> {
  return exotel.ask({ method: 'GET', path: number(exotel, sid) }, exophone);
}

/** How a flow is named. Flows are made in Exotel's console, since no API makes them. */
export function flowUrl(exotel: ExotelConnection, flowId: string): string {
  return `http://my.exotel.com/${exotel.accountSid}/exoml/start_voice/${encodeURIComponent(flowId)}`;
}

/** Gives the number's calls to a flow, and reads it back. @param voiceUrl from `flowUrl`, or as it was before. */
export async function setVoiceUrl(
  exotel: ExotelConnection,
  sid: string,
  voiceUrl: string,
): Promise<Exophone> {
  await exotel.send({ method: 'PUT', path: number(exotel, sid), body: { form: { VoiceUrl: voiceUrl } } });
  const call = 'PUT /v2_beta/Accounts/{account}/IncomingPhoneNumbers/{number}';
  const failed = (why: string) => {
    const detail = `it was accepted, but ${why}; read before asking again`;
    return new AmbiguousError({ carrier: EXOTEL_CALLS.carrier, call, detail });
  };
  let now;
  try {
    now = await readNumber(exotel, sid);
  } catch (error) {
    throw error instanceof CarrierError ? failed(`could not be read back (${error.message})`) : error;
  }
  if (flowOf(now.voiceUrl) !== flowOf(voiceUrl)) throw failed('the number shows another flow');
  return now;
}

/** Whether Exotel keeps scheme and host as they were sent is *unverified*; the last segment names the flow. */
export function flowOf(voiceUrl: string): string {
  return /\/exoml\/start_voice\/(\w+)$/.exec(voiceUrl)?.[1] ?? voiceUrl;
}

function number(exotel: ExotelConnection, sid: string) {
  return path`/v2_beta/Accounts/${exotel.accountSid}/IncomingPhoneNumbers/${sid}`;
}
