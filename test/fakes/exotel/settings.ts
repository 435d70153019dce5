/** What a test may change at any time through `exotel.settings`. */
export interface ExotelSettings {
  /** The most that a page of a list holds. A small one finds callers who don't page. */
  pageSize: number;
  /** How the numbers of the account are written. */
  numbers: 'e164' | 'national';
}

export interface ExotelOptions extends Partial<ExotelSettings> {
  accountSid?: string;
  apiKey?: string;
  apiToken?: string;
}

export const DEFAULT_SETTINGS: ExotelSettings = { pageSize: 50, numbers: 'e164' };
