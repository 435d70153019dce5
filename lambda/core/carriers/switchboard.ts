import type { NativeCarrier } from './settings';

/**
 * Where the calls to a number go at its carrier, whole, in the carrier's own words: read before it is changed,
 * put back as it was. An empty text stands for what is not set.
 */
export type Routing = Readonly<Record<string, string>>;

/** A number of a carrier's account. */
export interface CarrierNumber {
  /** E.164. */
  number: string;
  /** The carrier's own id of it; its E.164 where the carrier has no other. */
  id: string;
  /** Why it can take no calls, as in `it cannot take voice calls`; undefined where it can. */
  unusable?: string;
  routing: Routing;
}

/** Where a stack wants calls to go. Each carrier has its own ways; the names are those of the settings. */
export type Target =
  | { carrier: 'twilio'; voiceUrl: string; statusCallback: string }
  | { carrier: 'twilio'; trunkSid: string }
  | { carrier: 'vobiz'; applicationId: string }
  | { carrier: 'vobiz'; trunkId: string }
  | { carrier: 'exotel'; flowId: string; trunkSid: string };

/**
 * The numbers of one account at a carrier, and where their calls go. It neither buys nor releases a number:
 * nothing here can.
 */
export interface Switchboard {
  readonly carrier: NativeCarrier;
  /**
   * Proves the credentials.
   *
   * @returns the account's id, which is no secret.
   * @throws CarrierError with status 401 or 403 where they are not valid.
   */
  account(): Promise<string>;
  numbers(): Promise<CarrierNumber[]>;
  /** @returns undefined where the account doesn't have exactly this number. */
  find(number: string): Promise<CarrierNumber | undefined>;
  /** What a number's routing is once it leads to the target. */
  routingTo(target: Target): Routing;
  /** Whether calls go the way that is wanted, whatever a carrier has filled in by itself. */
  isSame(shown: Routing, wanted: Routing): boolean;
  /** Whether nobody loses calls when it is changed: it leads nowhere, or to what the carrier set at first. */
  isFree(routing: Routing): boolean;
  /** Where it leads, in words without telephone numbers, as in `the trunk TK1f…`. */
  describe(routing: Routing): string;
  /**
   * Leads the number's calls there, and reads it back.
   *
   * @param number as it was read last.
   * @throws AmbiguousError where nobody knows whether it happened: read before asking again. CarrierError.
   */
  route(number: CarrierNumber, routing: Routing): Promise<void>;
}
