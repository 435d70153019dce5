import { isAbbreviated } from './sentence-end';

/** Letters that a voice says in one breath: 200 are 13 seconds. */
export const BREATH = 200;

/** A piece that is much shorter than a breath sounds broken off. */
const SHORTEST = BREATH / 4;

const CLAUSE = /[,;:،]["'”’)\]]*(?=\s)|\s[–—-](?=\s)/g;
const CONJUNCTION =
  /\s(?=(?:and|but|or|because|so|then|which|while|aur|lekin|magar|ya|kyunki|और|लेकिन|मगर|या|क्योंकि|तथा|तो|जो)\s)/gi;
/** Or as much of it as the breath still holds. */
const HALF_OF_A_DAY = /^(?:[ap](?:\.?m\b|\.?$)|ब(?:जे|ज?$))/i;
const BLANK = /\s(?=\S)/g;

/**
 * Where to cut text that has no end of a sentence within one breath: behind the last comma of that breath, else
 * before its last conjunction, else at its last blank. Never inside a word, a grouped number, or between an
 * abbreviation and what it belongs to.
 *
 * @param text longer than {@link BREATH}.
 * @returns undefined when its first word alone is longer and not over yet.
 */
export function breathIn(text: string): number | undefined {
  const window = text.slice(0, BREATH + 1);
  return (
    lastOf(window, CLAUSE) ??
    lastOf(window, CONJUNCTION) ??
    lastOf(window, BLANK) ??
    lastOf(window, BLANK, 0) ??
    endOfFirstWord(text)
  );
}

/** @returns the end of the first clause of such a length in letters; undefined where there is none. */
export function clauseIn(
  text: string,
  { shortest, longest }: { shortest: number; longest: number },
): number | undefined {
  return [...text.slice(0, longest + 1).matchAll(CLAUSE)]
    .map(({ index, 0: { length } }) => index + length)
    .find((at) => at >= shortest && isBetweenWords(text, at));
}

function lastOf(window: string, places: RegExp, shortest = SHORTEST): number | undefined {
  return [...window.matchAll(places)]
    .map(({ index, 0: { length } }) => index + length)
    .findLast((at) => at >= shortest && at <= BREATH && isBetweenWords(window, at));
}

function isBetweenWords(window: string, at: number): boolean {
  const before = window.slice(0, at).trimEnd();
  const after = window.slice(at).trimStart();
  const isNumber = /[\d₹$€£+]$/.test(before) && /^[\d(]/.test(after);
  const isTime = /\d$/.test(before) && HALF_OF_A_DAY.test(after);
  return !isNumber && !isTime && !isAbbreviated(before);
}

function endOfFirstWord(text: string): number | undefined {
  const at = text.search(/\s/);
  return at === -1 ? undefined : at;
}
