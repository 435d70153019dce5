import { BREATH, breathIn } from './breath';
import { endingOf, seemsOver, STOPS } from './sentence-end';

/** Shorter pieces join the next one: a voice needs a few words to sound like a sentence. */
const SHORTEST = 8;

/**
 * Cuts a stream of text into sentences, each as soon as it is complete, so that the first can be spoken
 * while the rest is written. A sentence that a voice cannot say in one breath is cut at a comma, before a
 * conjunction or at a blank. Nothing is lost: joined by blanks the sentences are the text. The cuts depend on
 * the text alone, not on how it is streamed.
 */
export class SentenceCutter {
  private pending = '';

  /** @returns the sentences that `text` completes. */
  push(text: string): string[] {
    this.pending += text;
    const sentences: string[] = [];
    for (;;) {
      this.pending = this.pending.trimStart();
      const at = firstCut(this.pending);
      if (at === undefined) return sentences;
      sentences.push(this.pending.slice(0, at).trimEnd());
      this.pending = this.pending.slice(at);
    }
  }

  /** What is pending, if it is a sentence unless what follows shows that it goes on, as in `see example.` */
  get likely(): string | undefined {
    const { pending } = this;
    return pending.length >= SHORTEST && pending.length <= BREATH && seemsOver(pending) ? pending : undefined;
  }

  /** @returns what is left when the text is over. */
  flush(): string[] {
    const rest = this.pending.trim();
    this.pending = '';
    return rest === '' ? [] : [rest];
  }
}

/** @returns the end of the first sentence; undefined as long as more of the text could change it. */
function firstCut(text: string): number | undefined {
  for (const { index, 0: stop } of text.matchAll(STOPS)) {
    const until = index + stop.length;
    const sentence = text.slice(0, until).trimEnd();
    if (sentence.length > BREATH) break;
    if (sentence.length < SHORTEST) continue;
    const ending = endingOf(sentence, stop, text.slice(until));
    if (ending === 'end') return until;
    if (ending === 'open') return undefined;
  }
  return text.length > BREATH ? breathIn(text) : undefined;
}
