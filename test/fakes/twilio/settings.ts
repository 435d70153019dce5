/** What a test may change at any time through `twilio.settings`. */
export interface TwilioSettings {
  /** The most that a page of a list holds, whatever PageSize asks for. A small one finds callers who don't page. */
  pageSize: number;
  /** What becomes of a number that is attached while it is on another trunk. Twilio doesn't document it. */
  attachElsewhere: 'moves' | 'refused';
  /** What the account tells of itself. */
  accountType: 'Full' | 'Trial';
  /** Scale and limits, read 2026-11-22. */
  trunks: number;
}

export interface TwilioOptions extends Partial<TwilioSettings> {
  accountSid?: string;
  /** An API key, or the account's own sid. */
  username?: string;
  password?: string;
}

export const DEFAULT_SETTINGS: TwilioSettings = {
  pageSize: 1000,
  attachElsewhere: 'moves',
  accountType: 'Full',
  trunks: 100,
};
