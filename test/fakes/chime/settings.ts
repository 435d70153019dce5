import { VoiceConnectorAwsRegion } from '@aws-sdk/client-chime-sdk-voice';

/** What a test may change at any time through `chime.settings`. */
export interface ChimeSettings {
  /** AWS's quotas. */
  connectorsPerRegion: number;
  applicationsPerRegion: number;
  /** The most that a page of a list holds, whatever MaxResults asks for. A small one finds callers who don't page. */
  pageSize: number;
  /** Refuses CreateSipMediaApplication, as for an account that had no application before 2026-10-29. */
  closedToNewCustomers: boolean;
  /** Refuses the logging puts, as for a caller without permissions on log delivery. */
  logDestinationDenied: boolean;
  /**
   * The first so many requests that look for a new connector or application don't find it: NotFound to reads and
   * puts on it, BadRequest to a SIP rule that names it. Update and Delete of the resource itself always find it.
   */
  unseenFor: number;
  /** The first so many requests for a list lack a new connector, application or rule. */
  listLag: number;
  /** The first so many DeleteSipRule after a rule was disabled are told that it still isn't. */
  disablingTakes: number;
}

export interface ChimeOptions extends Partial<ChimeSettings> {
  /** Twelve digits. Default: 111122223333. */
  account?: string;
}

export const DEFAULT_SETTINGS: ChimeSettings = {
  // Quotas: "SIP trunking and voice quotas", AWS General Reference, read 2026-11-22.
  connectorsPerRegion: 3,
  applicationsPerRegion: 30,
  pageSize: 100,
  closedToNewCustomers: false,
  logDestinationDenied: false,
  unseenFor: 0,
  listLag: 0,
  disablingTakes: 0,
};

export const REGIONS: readonly string[] = Object.values(VoiceConnectorAwsRegion);
