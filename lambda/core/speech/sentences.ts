import { BREATH, breathIn, clauseIn } from './breath';
import { endingOf, seemsOver, STOPS } from './sentence-end';

/** Shorter pieces join the next one: a voice needs a few words to sound like a sentence. */
const SHORTEST = 8;

/**
 * A clause that the voice may begin with, while the rest of its sentence is written: so long that it sounds whole,
 * and that playing it (65 ms a letter) takes longer than writing and speaking what follows.
 */
const OPENING = { shortest: 30, longest: 100 };
/** Letters by which a sentence has to go on behind its opening; fewer would sound broken off. */
const GOES_ON = 30;

/**
 * Cuts a stream of text into sentences, each as soon as it is complete, so that the first can be spoken
 * while the rest is written. A sentence that a voice cannot say in one breath is cut at a comma, before a
 * conjunction or at a blank; the first one, if it is long, behind its opening clause. Nothing is lost: joined by
 * blanks the sentences are the text. The cuts depend on the text alone, not on how it is streamed.
 */
export class SentenceCutter {
  private pending = '';
  private begun = false;

  /** @returns the sentences that `text` completes. */
  push(text: string): string[] {
    this.pending += text;
    const sentences: string[] = [];
    for (;;) {
      this.pending = this.pending.trimStart();
      const at = this.begun ? firstCut(this.pending) : beginningIn(this.pending);
      if (at === undefined) return sentences;
      this.begun = true;
      sentences.push(this.pending.slice(0, at).trimEnd());
      this.pending = this.pending.slice(at);
    }
  }

  /**
   * What is pending, if it is a sentence unless what follows shows that it goes on, as in `see example.`; or an
   * opening, unless what follows shows that the sentence is short.
   */
  get likely(): string | undefined {
    const { pending } = this;
    if (pending.length >= SHORTEST && pending.length <= BREATH && seemsOver(pending)) return pending;
    const opening = this.begun ? undefined : clauseIn(`${pending} `, OPENING);
    return opening === pending.trimEnd().length ? pending.trimEnd() : undefined;
  }

  /** @returns what is left when the text is over. */
  flush(): string[] {
    const rest = this.pending.trim();
    this.pending = '';
    return rest === '' ? [] : [rest];
  }
}

/** The end of what a reply begins with: of its first sentence, or of the opening clause of a long one. */
function beginningIn(text: string): number | undefined {
  const opening = clauseIn(text, OPENING);
  if (opening === undefined) return firstCut(text);
  const until = opening + GOES_ON;
  if (endIn(text, until) !== undefined) return firstCut(text);
  return text.length > until ? opening : undefined;
}

/** @returns the end of the first sentence; undefined as long as more of the text could change it. */
function firstCut(text: string): number | undefined {
  const end = endIn(text, BREATH);
  if (end !== undefined) return end === 'open' ? undefined : end;
  return text.length > BREATH ? breathIn(text) : undefined;
}

/** @returns where the first sentence ends, if that is within so many letters; `open` when more of the text can tell. */
function endIn(text: string, letters: number): number | 'open' | undefined {
  for (const { index, 0: stop } of text.matchAll(STOPS)) {
    const until = index + stop.length;
    const sentence = text.slice(0, until).trimEnd();
    if (sentence.length > letters) return undefined;
    if (sentence.length < SHORTEST) continue;
    const ending = endingOf(sentence, stop, text.slice(until));
    if (ending === 'end') return until;
    if (ending === 'open') return 'open';
  }
  return undefined;
}
