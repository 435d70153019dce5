import { LINE_RATE } from '../../lambda/core/speech/wav';

const MS_PER_LETTER = 60;
const SYLLABLE_MS = 180;
/** A pitch of 139 Hz. Whole cycles, so that one syllable joins the next. */
const CYCLES = 25;
const LOUDNESS = 6000;

const SYLLABLE = syllable((SYLLABLE_MS * LINE_RATE) / 1000);

/** A hum in syllables, as long as the text takes to say: speech to an ear for loudness, with no engine needed. */
export function murmur(text: string): Int16Array {
  const hum = new Int16Array(Math.ceil((Math.max(4, text.length) * MS_PER_LETTER * LINE_RATE) / 1000));
  for (let from = 0; from < hum.length; from += SYLLABLE.length) {
    hum.set(SYLLABLE.subarray(0, hum.length - from), from);
  }
  return hum;
}

function syllable(samples: number): Int16Array {
  return Int16Array.from({ length: samples }, (_, i) => {
    const swell = 0.3 + 0.7 * Math.sin((Math.PI * i) / samples);
    return Math.round(LOUDNESS * swell * Math.sin((2 * Math.PI * CYCLES * i) / samples));
  });
}
