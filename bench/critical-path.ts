import { SentenceCutter } from '../lambda/core/speech/sentences';
import { LINE_RATE } from '../lambda/core/speech/wav';
import { tokensOf } from '../local/sim/model';
import { murmur } from '../local/sim/murmur';
import type { Pace } from '../local/sim/pace';

/**
 * Milliseconds that the providers alone need until there is audio: recognising, the first token, the other
 * tokens up to the end of the text, and the voice. Nothing can be heard sooner than that.
 */
export function criticalPathMs(text: string, { recogniserMs, model, voice }: Pace): number {
  const tokensMs = ((tokensOf(text).length - 1) * 1000) / model.tokensPerSecond;
  const audioMs = (murmur(text).length * 1000) / LINE_RATE;
  return recogniserMs + model.firstTokenMs + tokensMs + voice.startMs + voice.shareOfAudio * audioMs;
}

export function firstSentenceOf(text: string): string {
  const cutter = new SentenceCutter();
  return [...cutter.push(text), ...cutter.flush()][0] ?? '';
}
