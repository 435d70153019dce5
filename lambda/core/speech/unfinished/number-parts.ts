import numbers from './numbers.json';

const DIGITS: Record<string, string> = numbers.digits;
const TEENS: Record<string, string> = numbers.teens;
const TENS: Record<string, string> = numbers.tens;
const TIMES: Record<string, number> = numbers.times;
const LENGTHS: Record<string, number> = numbers.telephoneDigits;
const CODES: Record<string, string> = numbers.callingCodes;
const PLUS = new Set(numbers.plus);
const MONTHS = new Set(numbers.months);

const NUMERAL = /^\+?\d+$/;
const DAY = /^(?:\d{1,2}(?:st|nd|rd|th)?|first|second|third|\w+(?:th|first|second|third))$/;

/** @returns whether a word is a digit, a numeral or what multiplies a digit. */
export function isNumber(word: string): boolean {
  return (
    NUMERAL.test(word) ||
    [DIGITS, TEENS, TENS, TIMES].some((kind) => Object.hasOwn(kind, word)) ||
    PLUS.has(word)
  );
}

/** The digits with which the words end: `my number is double nine eight` → `998`. A leading plus is kept. */
function digitsAtEnd(words: readonly string[]): string {
  const before = words.findLastIndex((word) => !isNumber(word));
  let digits = '';
  let times = 1;
  let tens = false;
  for (const word of words.slice(before + 1)) {
    const digit = DIGITS[word];
    if (PLUS.has(word)) digits = '+';
    else if (TIMES[word] !== undefined) times = TIMES[word];
    else if (digit !== undefined)
      digits = tens && times === 1 ? digits.slice(0, -1) + digit : digits + digit.repeat(times);
    else digits += TEENS[word] ?? (TENS[word] === undefined ? word : `${TENS[word]}0`);
    tens = TENS[word] !== undefined;
    if (TIMES[word] === undefined) times = 1;
  }
  return digits;
}

/** Whether the words end within a telephone number. @param asked the agent has asked for one. */
export function isHalfTelephone(
  words: readonly string[],
  country: string | undefined,
  asked: boolean,
): boolean {
  const length = country === undefined ? undefined : LENGTHS[country];
  if (length === undefined || !(asked || has(words, numbers.telephoneIntroductions))) return false;
  const digits = digitsAtEnd(words);
  // One digit alone may be anything, as the "do" of "what should I do".
  if (digits === '' || (digits.length < 2 && asked)) return false;
  return digits.length < length + prefixLength(digits, CODES[country!]!);
}

function prefixLength(digits: string, code: string): number {
  if (digits.startsWith('+')) return 1 + code.length;
  return digits.startsWith('0') ? 1 : 0;
}

/** Whether the words end with a day or a month where a date of birth, with its year, is to be told. */
export function isHalfBirthDate(words: readonly string[], asked: boolean): boolean {
  const last = words.at(-1);
  if (last === undefined || !(asked || has(words, numbers.birthPhrases))) return false;
  return (
    MONTHS.has(last) ||
    (DAY.test(last) &&
      !words.some((word) => MONTHS.has(word) || /^\d{4}$/.test(word)) &&
      dateNumbers(words) < 3)
  );
}

function dateNumbers(words: readonly string[]): number {
  return words.filter((word) => NUMERAL.test(word)).length;
}

/** Letters that are spelled at the end of the words. */
export function lettersAtEnd(words: readonly string[]): number {
  return words.length - 1 - words.findLastIndex((word) => !/^[a-z]$/.test(word));
}

export function speaksOfSpelling(words: readonly string[]): boolean {
  return has(words, numbers.spellingPhrases);
}

export function asksForTelephone(words: readonly string[]): boolean {
  return has(words, numbers.telephoneQuestions);
}

export function asksForBirthDate(words: readonly string[]): boolean {
  return has(words, numbers.birthPhrases);
}

function has(words: readonly string[], phrases: readonly string[]): boolean {
  const text = ` ${words.join(' ')} `;
  return phrases.some((phrase) => text.includes(` ${phrase} `));
}
