import * as z from 'zod';
import { path, type Form } from '../carrier-call';
import type { TwilioConnection } from './connection';
import { pageOf } from './page';
import { removed } from './removed';

export interface TrunkSettings {
  /** At most 64 characters. Holds the mark of who owns the trunk. */
  friendlyName: string;
  /**
   * Unique in the world, as in `byon-1f0c….pstn.twilio.com`. Whoever learns it may try to call on this account's
   * bill, so it must not be guessable.
   */
  domainName: string;
  /** TLS and SRTP only. */
  secure: boolean;
  transferMode: 'disable-all' | 'enable-all' | 'sip-only';
}

const trunk = z
  .object({
    sid: z.string(),
    friendly_name: z.string().nullish(),
    domain_name: z.string().nullish(),
    secure: z.boolean(),
    transfer_mode: z.string(),
  })
  .transform((answer) => ({
    sid: answer.sid,
    friendlyName: answer.friendly_name ?? '',
    domainName: answer.domain_name ?? '',
    secure: answer.secure,
    transferMode: answer.transfer_mode,
  }));
export type Trunk = z.output<typeof trunk>;
const trunks = pageOf('trunks', trunk);

export function createTrunk(twilio: TwilioConnection, settings: TrunkSettings): Promise<Trunk> {
  return twilio.ask({ method: 'POST', path: path`/v1/Trunks`, body: { form: formOf(settings) } }, trunk);
}

export function listTrunks(twilio: TwilioConnection): Promise<Trunk[]> {
  return twilio.list({ path: path`/v1/Trunks` }, trunks);
}

export function readTrunk(twilio: TwilioConnection, sid: string): Promise<Trunk> {
  return twilio.ask({ method: 'GET', path: path`/v1/Trunks/${sid}` }, trunk);
}

export function updateTrunk(
  twilio: TwilioConnection,
  sid: string,
  changes: Partial<TrunkSettings>,
): Promise<Trunk> {
  const body = { form: formOf(changes) };
  return twilio.ask({ method: 'POST', path: path`/v1/Trunks/${sid}`, body }, trunk);
}

/** Numbers on it are set free, not released. */
export function deleteTrunk(twilio: TwilioConnection, sid: string): Promise<void> {
  return removed(twilio, path`/v1/Trunks/${sid}`);
}

function formOf({ friendlyName, domainName, secure, transferMode }: Partial<TrunkSettings>): Form {
  return {
    ...(friendlyName !== undefined && { FriendlyName: friendlyName }),
    ...(domainName !== undefined && { DomainName: domainName }),
    ...(secure !== undefined && { Secure: String(secure) }),
    ...(transferMode !== undefined && { TransferMode: transferMode }),
  };
}
