import type { CarrierType } from '../../lambda/core/carriers/settings';

/** What tells where a carrier calls from. */
export interface CallingCarrier {
  readonly type: CarrierType;
  readonly preset?: string | undefined;
  readonly callsFrom?: readonly string[] | undefined;
}

/**
 * Where a carrier calls from, in the words of an endpoint's `callsFrom`: its name, or ranges. Empty for Exotel,
 * which publishes none. A bridged carrier's calls come from the same ranges as far as its documents tell; nobody
 * has verified that for the answer of a webhook.
 */
export function callersOf({ type, preset, callsFrom = [] }: CallingCarrier): string[] {
  if (type === 'exotel') return [];
  if (type !== 'sip') return [type];
  return callsFrom.length > 0 || preset === undefined ? [...callsFrom] : [preset];
}
