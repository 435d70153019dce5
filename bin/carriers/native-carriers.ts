import type { CarrierSettings, SipSettings } from '../../lambda/core/carriers/settings';
import { InvalidInputError } from '../../lambda/core/errors';
import type { Config } from '../../lib/config';

/** A carrier whose account can be asked. */
export type NativeSettings = Exclude<CarrierSettings, SipSettings>;

/** @throws InvalidInputError for a carrier that the config does not have. */
export function carrierNamed({ carriers }: Config, id: string, option: string): CarrierSettings {
  const settings = Object.hasOwn(carriers, id) ? carriers[id] : undefined;
  if (settings) return settings;
  const known = Object.keys(carriers).join(', ') || 'none';
  const message = `the config has no carrier ${id}; it has: ${known}. Add it under carriers, or name one of these`;
  throw new InvalidInputError(option, [{ path: '', message }]);
}

/** Whether our bridge answers the carrier's webhooks, and not a trunk of the carrier's calls by itself. */
export function usesBridge(settings: NativeSettings): boolean {
  return settings.type !== 'exotel' && settings.admission !== 'trunk';
}
