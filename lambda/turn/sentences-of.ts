import type { ModelPart, ModelToolCall } from '../core/ports';
import { SentenceCutter } from '../core/speech/sentences';
import { spokenText } from '../core/speech/spoken';
import type { Pause } from '../core/tools/run-tools';

/** What is told of a reply while it comes. */
interface Heed {
  /** The model has begun. */
  part: () => void;
  call: (call: ModelToolCall) => void;
  /** The first sentence, in the pieces in which it is spoken. */
  cut: (sentence: string) => string[];
  /** A sentence, unless what follows shows that it goes on. */
  guess: (sentence: string) => void;
}

/** Cuts what the model streams into sentences as they are spoken, and hands its tool calls over. */
export async function* sentencesOf(
  reply: AsyncIterable<ModelPart | Pause>,
  heed: Heed,
): AsyncGenerator<string> {
  const cutter = new SentenceCutter();
  let begun = false;
  const pieces = (sentence: string) => (begun ? [sentence] : heed.cut(sentence));
  const spoken = function* (texts: readonly string[]) {
    for (const sentence of sayable(texts)) {
      yield* pieces(sentence);
      begun = true;
    }
  };
  for await (const part of reply) {
    heed.part();
    if (part.type === 'tool-call') {
      heed.call(part);
      continue;
    }
    if (part.type === 'pause') {
      yield* spoken(cutter.flush());
      continue;
    }
    yield* spoken(cutter.push(part.text));
    for (const likely of sayable([cutter.likely ?? ''])) pieces(likely).forEach(heed.guess);
  }
  yield* spoken(cutter.flush());
}

/** A voice has nothing to say to a lone dash or emoji. */
function sayable(sentences: readonly string[]): string[] {
  return sentences.map(spokenText).filter((sentence) => /[\p{L}\p{N}]/u.test(sentence));
}
