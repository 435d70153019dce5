import { wordsOf } from '../words';
import { endsOpen } from './endings';
import {
  asksForBirthDate,
  asksForTelephone,
  isHalfBirthDate,
  isHalfTelephone,
  isNumber,
  lettersAtEnd,
  speaksOfSpelling,
} from './number-parts';

/** Fewer spelled letters than these are no name yet. */
const FEWEST_LETTERS_OF_NAME = 3;

/** What the agent has just asked for, where that tells how long the answer is. */
export type Expectation = 'telephone' | 'birth-date';

/** @param asked what the agent said last. */
export function expectationOf(asked: string): Expectation | undefined {
  const words = wordsOf(asked);
  if (asksForTelephone(words)) return 'telephone';
  return asksForBirthDate(words) ? 'birth-date' : undefined;
}

/**
 * Whether the caller has probably not finished: a pause in the middle of a sentence, a telephone number or a
 * date. English, Hindi and their mixture are known; in any other language all is taken as finished but numbers.
 *
 * @param language of the agent, as in hi-IN. Its region tells how long a telephone number is.
 */
export function isUnfinished(text: string, language: string, expected?: Expectation): boolean {
  const words = wordsOf(text);
  if (words.length === 0 || /[?？]["'”’)\]]*$/.test(text.trim())) return false;
  const letters = lettersAtEnd(words);
  if (letters >= FEWEST_LETTERS_OF_NAME) return false;
  const country = /-([A-Z]{2})$/.exec(language)?.[1];
  return (
    isHalfTelephone(words, country, expected === 'telephone') ||
    isHalfBirthDate(words, expected === 'birth-date') ||
    (letters > 0 && speaksOfSpelling(words)) ||
    endsOpen(words, language)
  );
}

/** Words that the caller may have said twice, because the pause made them begin again. */
const MOST_REPEATED = 8;
/** Digits that are alike by chance: a number may hold a 99, and go on with another 9. */
const FEWEST_DIGITS_REPEATED = 3;

/** Joins an utterance that was recorded in pieces. What the caller repeats at a seam is said once. */
export function joinParts(parts: readonly string[]): string {
  return parts
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .reduce((joined, part) => (joined === '' ? part : join(joined, part)), '');
}

function join(before: string, after: string): string {
  const rest = withoutWords(after, repeated(wordsOf(before), wordsOf(after)));
  const open = before.replace(/[\s.,;:…।—–-]+$/u, '');
  return rest === '' ? before : `${open} ${rest}`;
}

/** @returns how many words `after` begins with that `before` ends with. */
function repeated(before: readonly string[], after: readonly string[]): number {
  for (let count = Math.min(MOST_REPEATED, before.length, after.length); count > 0; count--) {
    const words = after.slice(0, count);
    if (before.slice(-count).join(' ') !== words.join(' ')) continue;
    const digits = words.filter(isNumber).length;
    if (digits < count || count >= FEWEST_DIGITS_REPEATED) return count;
  }
  return 0;
}

function withoutWords(text: string, count: number): string {
  const pieces = text.split(/(?<=\s)/);
  let seen = 0;
  while (seen < count && pieces.length > 0) seen += wordsOf(pieces.shift()!).length;
  return pieces.join('').trim();
}
