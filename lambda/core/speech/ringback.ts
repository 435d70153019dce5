import data from './ringback.json';
import { LINE_RATE, wavOfLine } from './wav';

interface Tone {
  regions: readonly string[];
  /** All at once. */
  hz: readonly number[];
  /** In hertz. */
  modulatedBy?: number;
  /** On, off, and so on. */
  cadenceMs: readonly number[];
}
const TONES: readonly [string, Tone][] = Object.entries(data.tones);

/** The longest that a telephone rings. Whether AWS plays a tone again that is shorter, it does not say. */
const LASTS_MS = 120_000;
/** Of full scale, all frequencies together: as loud as speech, not louder. */
const LEVEL = 0.2;
/** Else each burst would begin and end with a click. */
const EDGE_MS = 10;

/** What a caller hears while another telephone rings for them. */
export interface Ringback {
  /** Where it lies once it has been made. Another tone needs another key, as nothing is made twice. */
  key: string;
  /** @returns 8 kHz, 16-bit, mono; two minutes. */
  wav(): Uint8Array;
}

/** The tone that callers know, by the region that their language is spoken in: India's for `hi-IN`, and for `hi`. */
export function ringbackOf(language: string): Ringback {
  const { region = '' } = new Intl.Locale(language).maximize();
  const [name, found] = TONES.find(([, { regions }]) => regions.includes(region)) ?? TONES.at(-1)!;
  return { key: `clips/ringback-${name}.wav`, wav: () => wavOfLine(ringing(found)) };
}

function ringing({ hz, modulatedBy, cadenceMs }: Tone): Int16Array {
  const period = cadenceMs.reduce((sum, ms) => sum + ms, 0);
  const once = new Int16Array((period * LINE_RATE) / 1000);
  let from = 0;
  cadenceMs.forEach((ms, i) => {
    const samples = (ms * LINE_RATE) / 1000;
    for (let at = 0; i % 2 === 0 && at < samples; at++) {
      const seconds = at / LINE_RATE;
      const swing = modulatedBy === undefined ? 1 : (1 + Math.sin(2 * Math.PI * modulatedBy * seconds)) / 2;
      const sum = hz.reduce((all, one) => all + Math.sin(2 * Math.PI * one * seconds), 0) / hz.length;
      const edge = Math.min(1, (Math.min(at, samples - at) * 1000) / LINE_RATE / EDGE_MS);
      once[from + at] = Math.round(sum * swing * edge * LEVEL * 0x7fff);
    }
    from += samples;
  });
  const whole = new Int16Array((LASTS_MS * LINE_RATE) / 1000);
  for (let at = 0; at < whole.length; at += once.length) {
    whole.set(once.subarray(0, whole.length - at), at);
  }
  return whole;
}
