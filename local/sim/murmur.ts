import { LINE_RATE } from '../../lambda/core/speech/wav';

const MS_PER_LETTER = 60;
const SYLLABLE_MS = 180;
const PITCH = 140;
const LOUDNESS = 6000;

/** A hum in syllables, as long as the text takes to say: speech to an ear for loudness, with no engine needed. */
export function murmur(text: string): Int16Array {
  const samples = Math.ceil((Math.max(4, text.length) * MS_PER_LETTER * LINE_RATE) / 1000);
  return Int16Array.from({ length: samples }, (_, i) => {
    const seconds = i / LINE_RATE;
    const syllable = Math.abs(Math.sin((Math.PI * seconds * 1000) / SYLLABLE_MS));
    return Math.round(LOUDNESS * (0.3 + 0.7 * syllable) * Math.sin(2 * Math.PI * PITCH * seconds));
  });
}
