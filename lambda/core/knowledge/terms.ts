import { folded } from './letters';
import { isIndic, soundOf } from './sound';
import { stem } from './stem';
import stopWords from './stop-words.json';

/** A word of a text, as it is indexed and looked for. */
export interface Term {
  /** The word without its endings. */
  stem: string;
  /** What a word of a Latin and one of an Indic script that sound alike have in common. */
  sound?: string;
  isIndic: boolean;
}

const WORD = /\p{N}+|\p{L}[\p{L}\p{M}]*/gu;
const COMMON = new Set(Object.values(stopWords).flat().map(folded));

/**
 * The words of a text that say what it is about. Digits count as words.
 *
 * @param known words that were read before: many texts have the same ones.
 */
export function termsOf(text: string, known = new Map<string, Term>()): Term[] {
  const plain = folded(text.replace(/['’]/g, '')).replace(/(?<=\d),(?=\d{2})/g, '');
  const words = (plain.match(WORD) ?? []).filter((word) => !COMMON.has(word));
  return words.map((word) => {
    const term = known.get(word) ?? termOf(word);
    known.set(word, term);
    return term;
  });
}

function termOf(word: string): Term {
  const sound = /^\p{N}/u.test(word) ? undefined : soundOf(word);
  return { stem: stem(word), isIndic: isIndic(word), ...(sound !== undefined && { sound }) };
}
