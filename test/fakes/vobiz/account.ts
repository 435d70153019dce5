import { createHash } from 'node:crypto';
import { CarrierFault } from '../carrier-routes';
import type { VobizSettings } from './settings';

/** As the list shows it. A read of one leaves some of it out. */
export interface Trunk {
  trunk_id: string;
  account_id: string;
  name: string;
  trunk_domain: string;
  trunk_status: 'active' | 'disabled';
  trunk_direction: 'inbound' | 'outbound';
  transport: 'udp' | 'tcp' | 'tls';
  secure: boolean;
  concurrent_calls_limit: number;
  cps_limit: number;
  primary_uri_uuid: string | null;
  fallback_uri_uuid: string | null;
  inbound_destination: string | null;
  /** Kept, never shown. */
  ipacl_uuid: string | null;
}

export interface OriginationUri {
  id: string;
  account_id: string;
  uri: string;
  priority: number;
  weight: number;
  enabled: boolean;
  transport: string;
  description: string | null;
}

export interface IpAcl {
  id: string;
  account_id: string;
  ip_address: string;
  description: string | null;
  enabled: boolean;
}

export interface PhoneNumber {
  id: string;
  account_id: string;
  e164: string;
  country: string;
  capabilities: { voice: boolean; sms: boolean; mms: boolean; fax: boolean };
  status: 'active' | 'pending_release';
  voice_enabled: boolean;
  is_blocked: boolean;
  is_trial_number: boolean;
  trunk_group_id: string | null;
  application_id: string | null;
}

export interface PhoneCall {
  call_uuid: string;
  from: string;
  to: string;
  call_status: 'ringing' | 'in-progress' | 'completed';
  /** Whom Vobiz asks when it is answered, and tells when it is over. Kept, never shown. */
  urls: { answer: string; hangup: string | undefined };
}

/** All that one Vobiz account holds. */
export class Account {
  readonly trunks = new Map<string, Trunk>();
  readonly originationUris = new Map<string, OriginationUri>();
  readonly ipAcls = new Map<string, IpAcl>();
  readonly numbers = new Map<string, PhoneNumber>();
  readonly calls = new Map<string, PhoneCall>();
  /** Trunks that have calls. */
  readonly busy = new Set<string>();
  private issued = 0;

  constructor(
    readonly id: string,
    readonly settings: VobizSettings,
  ) {}

  /** The same in every run, and another one in each account. */
  uuid(): string {
    const digest = createHash('md5').update(`vobiz-${this.id}-${this.issued++}`).digest('hex');
    return digest.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, '$1-$2-4$3-8$4-$5');
  }
}

/** @throws CarrierFault 404. */
export function existing<T>(things: ReadonlyMap<string, T>, id: string | undefined): T {
  const found = things.get(id ?? '');
  if (found === undefined) throw new CarrierFault(404, 'not_found', `${id} not found`);
  return found;
}
