import type { Term } from './terms';
import type { WordIndex } from './word-index';

/** Of the evidence that a question of three rare words could give, how much a passage has to give. */
const FLOOR = 0.17;
const WORDS_THAT_COUNT = 3;
/** What counts less than the word itself: what only sounds like it, and what only begins like it. */
const BY_SOUND = 0.6;
const BY_BEGINNING = 0.5;
const SHORTEST_BEGINNING = 3;

interface Key {
  key: string;
  /** 1 for the word itself. */
  strength: number;
}

/** How well each passage fits the words that are looked for. */
export class Tally {
  private readonly scores: Float64Array;
  private readonly evidence: Float64Array;
  private readonly shared: Uint16Array;

  constructor(
    private readonly index: WordIndex,
    private readonly passages: number,
  ) {
    this.scores = new Float64Array(passages);
    this.evidence = new Float64Array(passages);
    this.shared = new Uint16Array(passages);
  }

  /** Favours the passages that have a word; they need not have it. */
  favour(term: Term, weight: number): void {
    for (const { key, strength } of keysFor(term)) {
      this.index.eachWith(key, (passage, fits) => {
        this.scores[passage]! += weight * strength * fits;
      });
    }
  }

  /** Looks for a word, also by its beginning, as in `lab` for `laboratory`. */
  lookFor(term: Term): void {
    const longer = term.stem.length < SHORTEST_BEGINNING ? [] : this.index.longerThan(term.stem);
    const keys = [...keysFor(term), ...longer.map((key) => ({ key, strength: BY_BEGINNING }))];
    const { strengths, having } = this.score(keys);
    // What most passages have, such as the name of the company, says nothing about any of them.
    if (having > this.passages / 2 && this.passages > 3) return;
    const worth = this.index.worth(having);
    for (let passage = 0; passage < this.passages; passage++) {
      const strength = strengths[passage]!;
      if (strength === 0) continue;
      this.evidence[passage]! += worth * strength;
      this.shared[passage]! += 1;
    }
  }

  /**
   * Adds to the score of every passage that has the word.
   *
   * @returns by passage, how strongly it has the word: 1 for the word itself, 0 where it has it not; and how many
   * passages have it.
   */
  private score(keys: readonly Key[]): { strengths: Float64Array; having: number } {
    const strengths = new Float64Array(this.passages);
    let having = 0;
    for (const { key, strength } of keys) {
      this.index.eachWith(key, (passage, fits) => {
        this.scores[passage]! += strength * fits;
        const before = strengths[passage]!;
        if (before === 0) having += 1;
        if (strength > before) strengths[passage] = strength;
      });
    }
    return { strengths, having };
  }

  /**
   * The passages that are about what was looked for, the best first. What the caller said besides, at length, does
   * not count against them.
   *
   * @param words how many words were looked for.
   * @param atLeast how many of them a passage has to share.
   */
  relevant(words: number, atLeast: number): { passage: number; score: number }[] {
    const least = FLOOR * this.index.worth(1) * Math.min(WORDS_THAT_COUNT, words);
    const found: { passage: number; score: number }[] = [];
    for (let passage = 0; passage < this.passages; passage++) {
      if (this.shared[passage]! < atLeast || this.evidence[passage]! < least) continue;
      found.push({ passage, score: this.scores[passage]! });
    }
    return found.sort((a, b) => b.score - a.score);
  }
}

/** A word is found by itself, and by its sound from the other kind of script. */
export function keysOf({ stem, sound, isIndic }: Term): string[] {
  return sound === undefined ? [stem] : [stem, soundKey(sound, isIndic)];
}

/** No word holds a colon. */
function soundKey(sound: string, isIndic: boolean): string {
  return `${isIndic ? 'indic' : 'latin'}:${sound}`;
}

/** What a word is looked for by, itself first. */
function keysFor({ stem, sound, isIndic }: Term): Key[] {
  const own = { key: stem, strength: 1 };
  return sound === undefined ? [own] : [own, { key: soundKey(sound, !isIndic), strength: BY_SOUND }];
}
