import consent from './consent.json';
import { wordsOf } from './words';

const YES = phrases(consent.yes);
const NO = phrases(consent.no);
const POLITE = phrases(consent.polite);
const LONGEST = Math.max(...[...YES, ...NO, ...POLITE].map((phrase) => phrase.split(' ').length));

/**
 * What the answer to a question for consent is, in English, Hindi or their mixture. Only a plain yes or a plain no
 * counts, with nothing else beside it but politeness: whoever asks something back, or goes on to what they
 * called for, has not agreed.
 *
 * @returns undefined for what is neither.
 */
export function consentIn(text: string): 'yes' | 'no' | undefined {
  if (/[?？]/u.test(text)) return undefined;
  const words = wordsOf(text);
  let yes = false;
  let no = false;
  for (let from = 0; from < words.length;) {
    const known = longestFrom(words, from);
    if (!known) return undefined;
    yes ||= YES.has(known);
    no ||= NO.has(known);
    from += known.split(' ').length;
  }
  if (yes === no) return undefined;
  return yes ? 'yes' : 'no';
}

/** The longest decides: `no problem` agrees, `theek nahi hai` does not. */
function longestFrom(words: readonly string[], from: number): string | undefined {
  for (let length = Math.min(LONGEST, words.length - from); length > 0; length--) {
    const phrase = words.slice(from, from + length).join(' ');
    if (YES.has(phrase) || NO.has(phrase) || POLITE.has(phrase)) return phrase;
  }
  return undefined;
}

function phrases(list: readonly string[]): Set<string> {
  return new Set(list.map((phrase) => wordsOf(phrase).join(' ')));
}
