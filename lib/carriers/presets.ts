import data from './presets.json';

/** What is known of a carrier whose trunk is set up by hand. */
export interface SipPreset {
  readonly title: string;
  /** Pages of the carrier, and what was read there. */
  readonly sources: readonly string[];
  /** As in `tls`. */
  readonly transports: readonly string[];
  /** Empty where the carrier doesn't say. */
  readonly codecs: readonly string[];
}

const PRESETS: Readonly<Record<string, SipPreset>> = data.presets;

/** The presets of `Carrier.sip`. Each has signalling ranges under the same name. */
export const PRESET_NAMES: readonly string[] = Object.keys(PRESETS);

/** @returns undefined for a name that is none. */
export function presetNamed(name: string): SipPreset | undefined {
  return Object.hasOwn(PRESETS, name) ? PRESETS[name] : undefined;
}
