import * as z from 'zod';
import { path, type Form } from '../carrier-call';
import type { TwilioConnection } from './connection';
import { pageOf } from './page';
import { removed } from './removed';

/** Where a trunk's calls go. A trunk has at most ten. */
export interface OriginationUrlSettings {
  /** At most 64 characters. */
  friendlyName: string;
  /** As in `sip:….voiceconnector.chime.aws;transport=tls;edge=ashburn`. Never `sips:`. */
  sipUrl: string;
  /** 0 to 65535; the lowest is tried first. */
  priority: number;
  /** 1 to 65535; the share among those of one priority. */
  weight: number;
  enabled: boolean;
}

const originationUrl = z
  .object({
    sid: z.string(),
    friendly_name: z.string().nullish(),
    sip_url: z.string(),
    priority: z.number(),
    weight: z.number(),
    enabled: z.boolean(),
  })
  .transform(({ friendly_name, sip_url, ...rest }) => ({
    sid: rest.sid,
    friendlyName: friendly_name ?? '',
    sipUrl: sip_url,
    priority: rest.priority,
    weight: rest.weight,
    enabled: rest.enabled,
  }));
export type OriginationUrl = z.output<typeof originationUrl>;
const originationUrls = pageOf('origination_urls', originationUrl);

export function createOriginationUrl(
  twilio: TwilioConnection,
  trunkSid: string,
  settings: OriginationUrlSettings,
): Promise<OriginationUrl> {
  const call = { method: 'POST' as const, path: path`/v1/Trunks/${trunkSid}/OriginationUrls` };
  return twilio.ask({ ...call, body: { form: formOf(settings) } }, originationUrl);
}

export function listOriginationUrls(twilio: TwilioConnection, trunkSid: string): Promise<OriginationUrl[]> {
  return twilio.list({ path: path`/v1/Trunks/${trunkSid}/OriginationUrls` }, originationUrls);
}

export function updateOriginationUrl(
  twilio: TwilioConnection,
  trunkSid: string,
  sid: string,
  settings: OriginationUrlSettings,
): Promise<OriginationUrl> {
  const call = { method: 'POST' as const, path: path`/v1/Trunks/${trunkSid}/OriginationUrls/${sid}` };
  return twilio.ask({ ...call, body: { form: formOf(settings) } }, originationUrl);
}

export function deleteOriginationUrl(twilio: TwilioConnection, trunkSid: string, sid: string): Promise<void> {
  return removed(twilio, path`/v1/Trunks/${trunkSid}/OriginationUrls/${sid}`);
}

function formOf({ friendlyName, sipUrl, priority, weight, enabled }: OriginationUrlSettings): Form {
  return {
    FriendlyName: friendlyName,
    SipUrl: sipUrl,
    Priority: String(priority),
    Weight: String(weight),
    Enabled: String(enabled),
  };
}
