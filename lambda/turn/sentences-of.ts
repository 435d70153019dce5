import type { ModelPart, ModelToolCall } from '../core/ports';
import { SentenceCutter } from '../core/speech/sentences';
import { spokenText } from '../core/speech/spoken';
import type { Pause } from '../core/tools/run-tools';

/** What is told of a reply while it comes. */
interface Heed {
  /** The model has begun. */
  part: () => void;
  call: (call: ModelToolCall) => void;
  /** A sentence, unless what follows shows that it goes on. */
  guess: (sentence: string) => void;
}

/** Cuts what the model streams into sentences as they are spoken, and hands its tool calls over. */
export async function* sentencesOf(
  reply: AsyncIterable<ModelPart | Pause>,
  heed: Heed,
): AsyncGenerator<string> {
  const cutter = new SentenceCutter();
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
    const [likely] = spoken([cutter.likely ?? '']);
    if (likely !== undefined) heed.guess(likely);
  }
  yield* spoken(cutter.flush());
}

/** A voice has nothing to say to a lone dash or emoji. */
function spoken(sentences: readonly string[]): string[] {
  return sentences.map(spokenText).filter((sentence) => /[\p{L}\p{N}]/u.test(sentence));
}
