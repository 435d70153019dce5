import { LINE_RATE } from '../../core/speech/wav';

/** Root mean square of full scale that the voiced parts of every voice come to: -18 dB. */
const TARGET = dB(-18);

/** The most that a quiet voice is raised. More would raise its noise to where it is heard. */
const MOST_GAIN = dB(12);

/** Nothing is louder than this: -1 dB, which leaves room for what the line's codec adds. */
const CEILING = dB(-1);

const FRAME = LINE_RATE / 50;

/** A frame is voiced from here on: -50 dB of full scale, and no more than 25 dB below the loudest frame. */
const FLOOR = dB(-50);
const BELOW_LOUDEST = dB(-25);

/** 5 ms: long enough that a peak is turned down without a click, short enough that its neighbours are not. */
const LOOKAHEAD = LINE_RATE / 200;

/**
 * Brings line audio (8 kHz, 16-bit, mono) to the loudness that all voices have, so that a reply sounds as near
 * as the phrase before it, whichever provider spoke them. One gain for the whole; only peaks that would clip
 * are turned down further.
 *
 * @returns undefined where there is no sound to measure.
 */
export function levelled(pcm: Int16Array): Int16Array | undefined {
  const level = voicedLevel(pcm);
  if (level === undefined) return undefined;
  const gain = Math.min(MOST_GAIN, TARGET / level);
  const limits = limitsOf(pcm, gain);
  const result = new Int16Array(pcm.length);
  for (let i = 0; i < pcm.length; i++) result[i] = Math.round(pcm[i]! * gain * (limits ? limits[i]! : 1));
  return result;
}

/** Root mean square of the voiced frames, as a share of full scale: pauses do not count. */
function voicedLevel(pcm: Int16Array): number | undefined {
  const levels: number[] = [];
  for (let from = 0; from < pcm.length; from += FRAME) levels.push(levelOf(pcm.subarray(from, from + FRAME)));
  const loudest = levels.reduce((most, level) => Math.max(most, level), 0);
  const voiced = levels.filter((level) => level >= FLOOR && level >= loudest * BELOW_LOUDEST);
  if (voiced.length === 0) return undefined;
  return Math.sqrt(voiced.reduce((sum, level) => sum + level * level, 0) / voiced.length);
}

function levelOf(frame: Int16Array): number {
  let squares = 0;
  for (const sample of frame) squares += sample * sample;
  return Math.sqrt(squares / frame.length) / 0x8000;
}

/**
 * How far each sample is turned down so that no peak passes the ceiling; undefined where none does. It is the
 * least that anything around needs, smoothed: no click, and never more than the sample itself may have.
 */
function limitsOf(pcm: Int16Array, gain: number): Float64Array | undefined {
  const ceiling = (CEILING * 0x8000) / gain;
  let least: Float64Array | undefined;
  for (let i = 0; i < pcm.length; i++) {
    const peak = Math.abs(pcm[i]!);
    if (peak <= ceiling) continue;
    least ??= new Float64Array(pcm.length).fill(1);
    const until = Math.min(pcm.length, i + LOOKAHEAD + 1);
    for (let near = Math.max(0, i - LOOKAHEAD); near < until; near++) {
      least[near] = Math.min(least[near]!, ceiling / peak);
    }
  }
  return least && smoothed(least);
}

/** The mean of each value and those within the look-ahead on both sides. */
function smoothed(values: Float64Array): Float64Array {
  const sums = new Float64Array(values.length + 1);
  for (let i = 0; i < values.length; i++) sums[i + 1] = sums[i]! + values[i]!;
  return values.map((_, i) => {
    const from = Math.max(0, i - LOOKAHEAD);
    const until = Math.min(values.length, i + LOOKAHEAD + 1);
    return (sums[until]! - sums[from]!) / (until - from);
  });
}

function dB(decibels: number): number {
  return 10 ** (decibels / 20);
}
