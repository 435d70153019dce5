import { createHash } from 'node:crypto';
import { CarrierFault } from '../carrier-routes';
import type { ExotelSettings } from './settings';

export interface Trunk {
  trunk_sid: string;
  trunk_name: string;
  status: 'active';
  domain_name: string;
  auth_type: 'IP-WHITELIST';
  registration_enabled: 'disabled';
  edge_preference: 'auto';
  nso_code: string;
  secure_trunking: 'disabled';
}

export interface Mapping {
  id: string;
  phone_number: string;
  trunk_sid: string;
  mode: 'pstn' | 'flow' | null;
}

export interface WhitelistedIp {
  id: string;
  trunk_sid: string;
  ip: string;
  mask: number;
  friendly_name: null;
}

export interface Destination {
  id: string;
  trunk_sid: string;
  destination: string;
  type: 'public';
  priority: number;
  weight: number;
}

export interface Exophone {
  sid: string;
  e164: string;
  friendly_name: string;
  capabilities: { voice: boolean; sms: boolean };
  voice_url: string | null;
  sms_url: string | null;
}

export interface PhoneCall {
  Sid: string;
  From: string;
  PhoneNumberSid: string;
  Status: string;
  Duration: string | null;
  AnsweredBy: string | null;
  Url: string;
  CustomField: string | null;
}

/** All that one Exotel account holds. */
export class Account {
  readonly trunks = new Map<string, Trunk>();
  readonly mappings = new Map<string, Mapping>();
  readonly whitelistedIps = new Map<string, WhitelistedIp>();
  readonly destinations = new Map<string, Destination>();
  /** Caller ids by trunk. */
  readonly callerIds = new Map<string, string>();
  readonly numbers = new Map<string, Exophone>();
  readonly calls = new Map<string, PhoneCall>();
  private issued = 0;

  constructor(
    readonly sid: string,
    readonly settings: ExotelSettings,
  ) {}

  /** The same in every run, and another one in each account. */
  hex(): string {
    return createHash('md5').update(`exotel-${this.sid}-${this.issued++}`).digest('hex');
  }

  /** As the parts of a trunk are numbered. */
  id(): string {
    return String(41_000 + this.issued++);
  }
}

/** @throws CarrierFault 1000. */
export function existing<T>(things: ReadonlyMap<string, T>, id: string | undefined): T {
  const found = things.get(id ?? '');
  if (found === undefined) throw new CarrierFault(404, 1000, `${id} does not exist`);
  return found;
}
