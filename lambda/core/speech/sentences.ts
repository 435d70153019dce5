/** Ends of sentences: Latin stops, the Hindi danda, and a line's end. */
const END = /([.!?…]+["'”’)\]]*|[।॥]+["'”’)\]]*)(?=\s)|\n+/g;

/** What looks like the end of a sentence as long as nothing follows it. */
const LIKELY_END = /(?:[.!?…]+["'”’)\]]*|[।॥]+["'”’)\]]*)$/;

/** Words after which a full stop ends nothing. */
const ABBREVIATION =
  /(?:^|[\s(])(?:mr|mrs|ms|dr|prof|sr|jr|st|shri|smt|vs|etc|approx|rs|inc|ltd|pvt|co|dept|ext|tel|e\.g|i\.e|a\.m|p\.m|u\.s|[A-Z])\.$/i;

/** A number with its full stop, as in `2.` of a list or `3.` before `5`. */
const NUMBER_STOP = /(?:^|\s)\d{1,3}\.$/;

/** Shorter pieces join the next one: a voice needs a few words to sound like a sentence. */
const SHORTEST = 8;

/**
 * Cuts a stream of text into sentences, each as soon as it is complete, so that the first can be spoken
 * while the rest is written. Nothing is lost: joined by blanks the sentences are the text.
 */
export class SentenceCutter {
  private pending = '';

  /** @returns the sentences that `text` completes. */
  push(text: string): string[] {
    this.pending += text;
    const sentences: string[] = [];
    let from = 0;
    for (const match of this.pending.matchAll(END)) {
      const until = match.index + match[0].length;
      const sentence = this.pending.slice(from, until).trim();
      if (!isWhole(sentence)) continue;
      sentences.push(sentence);
      from = until;
    }
    this.pending = this.pending.slice(from);
    return sentences;
  }

  /** What is pending, if it is a sentence unless what follows shows that it goes on, as in `care@example.` */
  get likely(): string | undefined {
    const sentence = this.pending.trim();
    return LIKELY_END.test(sentence) && isWhole(sentence) ? sentence : undefined;
  }

  /** @returns what is left when the text is over. */
  flush(): string[] {
    const rest = this.pending.trim();
    this.pending = '';
    return rest === '' ? [] : [rest];
  }
}

function isWhole(sentence: string): boolean {
  return sentence.length >= SHORTEST && !ABBREVIATION.test(sentence) && !NUMBER_STOP.test(sentence);
}
