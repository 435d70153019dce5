import { languages } from './openings.json';
import { primaryOf } from '../agents/primary-language';

const STOCK: Record<string, readonly string[]> = languages;

/** What stands behind an opening, in place of the comma that it is spoken with; `No. 5` is no opening. */
const MARK = /^(?:[,!।]|\.(?!\s*\d))(?=\s|$)/;

/**
 * Letters that may follow for each millisecond of an opening, so that it lasts until they are spoken: a voice that
 * starts in 200 ms and then takes a tenth of what it says (6.5 ms a letter) leaves no more than 110 ms between.
 */
const LETTERS_PER_MS = 0.1;

/** How long the openings are that lie ready, in milliseconds, by their texts. */
export type ReadyOpenings = ReadonlyMap<string, number>;

/** @returns the words that replies in a language often begin with (`hi-IN` → Hindi), each as a voice is given it. */
export function openingsFor(language: string): string[] {
  return (STOCK[primaryOf(language)] ?? []).map((words) => `${words},`);
}

/**
 * Cuts what a reply begins with off its first sentence, where that lies ready and lasts until the rest is spoken.
 *
 * @returns the opening as it lies ready, the sentence's own letters of it, and the rest, which may be empty.
 */
export function cutOpening(
  sentence: string,
  ready: ReadyOpenings,
): { opening: string; said: string; rest: string } | undefined {
  for (const [opening, ms] of ready) {
    const words = opening.slice(0, -1);
    const [mark] = MARK.exec(sentence.slice(words.length)) ?? [];
    if (mark === undefined || !isSame(sentence.slice(0, words.length), words)) continue;
    const said = words.length + mark.length;
    const rest = sentence.slice(said).trim();
    if (rest.length <= ms * LETTERS_PER_MS) return { opening, said: sentence.slice(0, said), rest };
  }
  return undefined;
}

function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
