import { primaryOf } from '../agents/primary-language';
import known from './languages.json';
import { wordsOf } from './words';

const SCRIPTS = Object.entries(known.scripts).map(([script, languages]) => ({
  letter: new RegExp(`\\p{Script=${script}}`, 'u'),
  languages,
}));
/** Words by which a language shows that is written in Latin letters, or can be. */
const WORDS: Readonly<Record<string, ReadonlySet<string>>> = {
  en: new Set(known.english),
  hi: new Set(known.romanHindi),
};
const LETTER = /\p{L}/u;

/** A sentence of so many words shows the language that somebody means to speak; a word in passing does not. */
const CLEAR_WORDS = 4;

/**
 * The language that most words of a text are of: by their script, and in Latin letters by words that only it has.
 * Hindi in Latin letters is Hindi, and English with a few words of Hindi is English.
 *
 * @param among language tags; the first of a language stands for it.
 * @returns one of them, or undefined where the text shows none of them clearly.
 */
export function languageOf(text: string, among: readonly string[]): string | undefined {
  const words = wordsWithLetters(text);
  return among.find((tag) => {
    const ofTag = words.filter((word) => isOf(word, primaryOf(tag)));
    return ofTag.length * 2 > words.length;
  });
}

/**
 * The language that a conversation should go on in: another one when the caller says a whole sentence in it, or
 * twice in a row something in it.
 *
 * @param before what the caller said before that.
 * @returns undefined to stay with the current one.
 */
export function changeOfLanguage(
  heard: string,
  before: string | undefined,
  current: string,
  others: readonly string[],
): string | undefined {
  if (others.length === 0) return undefined;
  const among = [current, ...others];
  const language = languageOf(heard, among);
  if (language === undefined || language === current) return undefined;
  const isClear = wordsWithLetters(heard).length >= CLEAR_WORDS;
  return isClear || (before !== undefined && languageOf(before, among) === language) ? language : undefined;
}

function isOf(word: string, language: string): boolean {
  const script = SCRIPTS.find(({ letter }) => letter.test(word));
  return script ? script.languages.includes(language) : (WORDS[language]?.has(word) ?? false);
}

function wordsWithLetters(text: string): string[] {
  return wordsOf(text).filter((word) => LETTER.test(word));
}
