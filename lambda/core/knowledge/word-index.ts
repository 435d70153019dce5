import * as z from 'zod';

/** BM25+ with the constants that suit short texts. */
const K = 1.2;
const B = 0.7;
const DELTA = 0.5;

export const storedWords = z.object({
  /** Sorted. */
  keys: z.array(z.string()),
  /** For each key the texts that have it, by their position, each followed by how often. */
  postings: z.array(z.array(z.number())),
  /** How many keys each text has. */
  lengths: z.array(z.number()),
});
type StoredWords = z.infer<typeof storedWords>;

/** Which texts have which keys, and how much that says (BM25). */
export class WordIndex {
  /** @param texts the keys of each, and what an occurrence of one counts. */
  static of(texts: readonly (readonly { key: string; counts: number }[])[]): WordIndex {
    const postings = new Map<string, Map<number, number>>();
    for (const [text, occurrences] of texts.entries()) {
      for (const { key, counts } of occurrences) {
        const ofKey = postings.get(key) ?? new Map<number, number>();
        postings.set(key, ofKey.set(text, (ofKey.get(text) ?? 0) + counts));
      }
    }
    const sorted = [...postings].sort(([a], [b]) => (a < b ? -1 : 1));
    return new WordIndex({
      keys: sorted.map(([key]) => key),
      postings: sorted.map(([, ofKey]) => [...ofKey].flat()),
      lengths: texts.map(({ length }) => length),
    });
  }

  private readonly placeOf: ReadonlyMap<string, number>;
  /** By text, what its length counts against it. */
  private readonly room: Float64Array;

  constructor(readonly stored: StoredWords) {
    this.placeOf = new Map(stored.keys.map((key, place) => [key, place]));
    const mean = stored.lengths.reduce((sum, length) => sum + length, 0) / (stored.lengths.length || 1);
    this.room = Float64Array.from(stored.lengths, (length) => K * (1 - B + (B * length) / mean));
  }

  /** How much a word says that so many texts have: the fewer, the more. */
  worth(count: number): number {
    return Math.log(1 + (this.stored.lengths.length - count + 0.5) / (count + 0.5));
  }

  /** Tells each text that has the key, and how well it fits. */
  eachWith(key: string, tell: (text: number, fits: number) => void): void {
    const postings = this.stored.postings[this.placeOf.get(key) ?? -1] ?? [];
    const worth = this.worth(postings.length / 2);
    for (let i = 0; i < postings.length; i += 2) {
      const text = postings[i]!;
      const often = postings[i + 1]!;
      tell(text, worth * (DELTA + (often * (K + 1)) / (often + this.room[text]!)));
    }
  }

  /** The keys that begin like this one and are longer. */
  longerThan(beginning: string): string[] {
    const { keys } = this.stored;
    let low = 0;
    let high = keys.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (keys[middle]! <= beginning) low = middle + 1;
      else high = middle;
    }
    let end = low;
    while (keys[end]?.startsWith(beginning)) end++;
    return keys.slice(low, end);
  }
}
