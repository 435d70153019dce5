import type {
  LoggingConfiguration,
  Origination,
  PhoneNumber,
  SipMediaApplication,
  SipRule,
  StreamingConfiguration,
  Termination,
  TerminationHealth,
  VoiceConnector,
} from '@aws-sdk/client-chime-sdk-voice';
import { notFound } from './errors';
import { Ids } from './ids';
import type { ChimeSettings } from './settings';

/** After the check of a request: what the API requires is there. */
export type Checked<T> = { [K in keyof T]: object extends Pick<T, K> ? T[K] : Exclude<T[K], undefined> };
export type Tags = Map<string, string>;

/** How many requests more must ask before they see it. */
interface Lag {
  unseenFor: number;
  listLag: number;
}

export interface Connector extends Lag {
  readonly data: VoiceConnector & { VoiceConnectorId: string; AwsRegion: string; OutboundHostName: string };
  readonly tags: Tags;
  readonly phoneNumbers: string[];
  /** Passwords by user name. */
  readonly credentials: Map<string, string>;
  termination?: Termination;
  health?: TerminationHealth;
  origination?: Origination;
  streaming?: StreamingConfiguration;
  logging?: LoggingConfiguration;
}

export interface Application extends Lag {
  readonly data: SipMediaApplication & { SipMediaApplicationId: string; AwsRegion: string };
  readonly tags: Tags;
  /** EnableSipMediaApplicationMessageLogs. */
  logging?: boolean;
}

export interface Rule extends Lag {
  readonly data: SipRule & { SipRuleId: string; Name: string; TriggerValue: string };
  /** How many requests more are told that it isn't disabled. */
  stillEnabledFor: number;
}

/** All that an AWS account holds: connectors and applications in regions, rules in none. */
export class Account {
  readonly ids = new Ids();
  readonly connectors = new Map<string, Connector>();
  readonly applications = new Map<string, Application>();
  readonly rules = new Map<string, Rule>();
  /** Phone numbers of the inventory, by E.164. */
  readonly inventory = new Map<string, PhoneNumber>();

  constructor(
    readonly number: string,
    readonly settings: ChimeSettings,
  ) {}

  /** How new things are hidden at first. */
  newLag(): Lag {
    return { unseenFor: this.settings.unseenFor, listLag: this.settings.listLag };
  }

  /** The connector as an Update or Delete of it finds it. */
  connector(id: string, region: string): Connector {
    const found = this.connectors.get(id);
    if (found?.data.AwsRegion !== region) throw notFound('Voice Connector', id);
    return found;
  }

  /** The connector as a read or a put on it finds it: not at once. */
  settledConnector(id: string, region: string): Connector {
    const found = this.connector(id, region);
    if (!isSeen(found)) throw notFound('Voice Connector', id);
    return found;
  }

  application(id: string, region: string): Application {
    const found = this.applications.get(id);
    if (found?.data.AwsRegion !== region) throw notFound('SIP media application', id);
    return found;
  }

  settledApplication(id: string, region: string): Application {
    const found = this.application(id, region);
    if (!isSeen(found)) throw notFound('SIP media application', id);
    return found;
  }

  rule(id: string): Rule {
    const found = this.rules.get(id);
    if (found === undefined) throw notFound('SIP rule', id);
    return found;
  }

  inRegion<T extends { data: { AwsRegion: string } }>(things: ReadonlyMap<string, T>, region: string): T[] {
    return [...things.values()].filter(({ data }) => data.AwsRegion === region);
  }
}

/** Whether this request sees a new thing; each that doesn't brings the time nearer when one does. */
export function isSeen(thing: Lag): boolean {
  if (thing.unseenFor === 0) return true;
  thing.unseenFor--;
  return false;
}

export function isListed(thing: Lag): boolean {
  if (thing.listLag === 0) return true;
  thing.listLag--;
  return false;
}
