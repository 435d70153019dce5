import * as z from 'zod';
import { ByonError } from '../errors';
import type { Passage } from './passage';
import { keysOf, Tally } from './tally';
import { termsOf, type Term } from './terms';
import { storedWords, WordIndex } from './word-index';

/** Changes when words are read in another way: an index is searched as it was written. */
const FORMAT = 1;

const stored = z.object({
  format: z.literal(FORMAT),
  passages: z.array(z.object({ heading: z.string(), text: z.string() })),
  words: storedWords,
});

/** What a caller wants to know. */
export interface Question {
  /** What the caller said just now. */
  heard: string;
  /** What the agent said before it, for a question such as "and on Sunday?". */
  said: string;
}

const MOST_PASSAGES = 3;
const MOST_CHARACTERS = 1800;
/** A passage that fits so much worse than the best one only distracts. */
const OF_THE_BEST = 0.35;
/** What a word of the agent counts, where one of the caller counts 1. */
const SAID = 0.2;
/** What a word of a heading counts, where one of the text counts 1. */
const IN_HEADING = 1.5;

/** Passages, found by their words. */
export class KnowledgeIndex {
  static of(passages: readonly Passage[]): KnowledgeIndex {
    const known = new Map<string, Term>();
    const occurrences = (text: string, counts: number) =>
      termsOf(text, known)
        .flatMap(keysOf)
        .map((key) => ({ key, counts }));
    const texts = passages.map(({ heading, text }) => [
      ...occurrences(heading, IN_HEADING),
      ...occurrences(text, 1),
    ]);
    return new KnowledgeIndex(passages, WordIndex.of(texts));
  }

  /**
   * Reads what {@link toJson} wrote.
   *
   * @throws ByonError when another version of this project wrote it.
   */
  static fromJson(json: string): KnowledgeIndex {
    const { data } = stored.safeParse(JSON.parse(json));
    if (data) return new KnowledgeIndex(data.passages, new WordIndex(data.words));
    throw new ByonError('the knowledge was indexed by another version of byon-cdk; deploy again');
  }

  private constructor(
    readonly passages: readonly Passage[],
    private readonly words: WordIndex,
  ) {}

  /** The same passages give the same text. */
  toJson(): string {
    return JSON.stringify({ format: FORMAT, passages: this.passages, words: this.words.stored });
  }

  /** @returns what may answer the question, the best first; nothing where nothing fits. */
  find({ heard, said }: Question): Passage[] {
    const asked = termsOf(heard);
    const context = termsOf(said);
    const tally = new Tally(this.words, this.passages.length);
    const isAsked = asked.length > 0;
    for (const term of isAsked ? asked : context) tally.lookFor(term);
    if (isAsked) for (const term of context) tally.favour(term, SAID);
    // "And how much is that?" has no word of its own, and one word of the agent is too little to go by.
    const relevant = isAsked ? tally.relevant(asked.length, 1) : tally.relevant(context.length, 2);
    const least = (relevant[0]?.score ?? 0) * OF_THE_BEST;
    const best = relevant.filter(({ score }) => score >= least).slice(0, MOST_PASSAGES);
    return within(
      MOST_CHARACTERS,
      best.map(({ passage }) => this.passages[passage]!),
    );
  }
}

function within(characters: number, passages: readonly Passage[]): Passage[] {
  let left = characters;
  return passages.filter(({ heading, text }) => {
    left -= heading.length + text.length;
    return left >= 0;
  });
}
