import { notFound } from './errors';
import { Ids } from './ids';
import type { TwilioSettings } from './settings';

export interface Trunk {
  sid: string;
  friendly_name: string;
  domain_name: string | null;
  disaster_recovery_url: string | null;
  disaster_recovery_method: string;
  transfer_mode: string;
  transfer_caller_id: string;
  secure: boolean;
  cnam_lookup_enabled: boolean;
}

export interface OriginationUrl {
  sid: string;
  trunk_sid: string;
  weight: number;
  priority: number;
  enabled: boolean;
  friendly_name: string;
  sip_url: string;
}

export interface AccessList {
  sid: string;
  friendly_name: string;
}

export interface Address {
  sid: string;
  ip_access_control_list_sid: string;
  friendly_name: string;
  ip_address: string;
  cidr_prefix_length: number;
}

export interface PhoneNumber {
  sid: string;
  phone_number: string;
  friendly_name: string;
  capabilities: { voice: boolean; sms: boolean; mms: boolean };
  trunk_sid: string | null;
  voice_application_sid: string;
  voice_url: string;
  voice_method: string;
  voice_fallback_url: string;
  voice_fallback_method: string;
  voice_receive_mode: string;
  status_callback: string;
  status_callback_method: string;
}

export interface Call {
  sid: string;
  to: string;
  from: string;
  status: string;
  duration: string | null;
  answered_by: string | null;
}

/** All that one Twilio account holds, in the members of its answers. */
export class Account {
  readonly ids: Ids;
  readonly trunks = new Map<string, Trunk>();
  readonly originationUrls = new Map<string, OriginationUrl>();
  readonly accessLists = new Map<string, AccessList>();
  readonly addresses = new Map<string, Address>();
  /** Access lists on trunks, as `TK…/AL…`. */
  readonly associations = new Set<string>();
  readonly numbers = new Map<string, PhoneNumber>();
  readonly calls = new Map<string, Call>();

  constructor(
    readonly sid: string,
    readonly settings: TwilioSettings,
  ) {
    this.ids = new Ids(sid);
  }
}

/** @throws TwilioFault 20404. */
export function existing<T>(all: ReadonlyMap<string, T>, sid: string | undefined): T {
  const found = all.get(sid ?? '');
  if (found === undefined) throw notFound(sid ?? '');
  return found;
}
