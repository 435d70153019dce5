import known from './abbreviations.json';

/** What a full stop, or whatever looks like the end of a sentence, turns out to be. */
export type Ending = 'end' | 'goes-on' | 'open';

const CLOSERS = `["'”’»)\\]}*_\`]*`;

/** What may end a sentence: Latin stops, the Hindi danda, a line's end. */
export const STOPS = new RegExp(`[.!?…]+${CLOSERS}|[।॥]+${CLOSERS}|\\n+`, 'g');

const NEVER_ENDS = wordsBefore(known.neverEnds.words);
const ENDS_BEFORE_CAPITAL = wordsBefore(known.endsBeforeCapital.words);
const ENDS_UNLESS_NUMBER = wordsBefore(known.endsUnlessNumber.words);

/** `A.` of A. K. Sharma, in either script. */
const INITIAL = new RegExp(`(?:^|[\\s("'.])(?:[A-Z]|${known.spokenInitials.words.join('|')})\\.$`, 'u');

/** `2.` of a list, or `9.` before the minutes. */
const SHORT_NUMBER = /(?:^|[\s(])\d{1,2}\.$/;

/** What may go on behind its full stop without a blank. */
const MAY_GO_ON = /(?:\d|\.|…|@\S*|(?:^|\s)(?:https?:|www\.)\S*)[.…]$/i;

/**
 * Tells whether a sentence is over.
 *
 * @param sentence all of it up to and with `stop`, which is one match of {@link STOPS}.
 * @param after what follows `stop`, as far as it is known.
 * @returns `open` when only more of the text can tell.
 */
export function endingOf(sentence: string, stop: string, after: string): Ending {
  if (stop.startsWith('\n')) return neverEnds(sentence.trimEnd()) ? 'goes-on' : 'end';
  if (after === '') return 'open';
  if (/^[।॥]/.test(stop)) return /^\p{M}/u.test(after) ? 'goes-on' : 'end';
  if (!/^\s/.test(after)) return 'goes-on';
  const bare = withoutClosers(sentence);
  if (neverEnds(bare)) return 'goes-on';
  return endsBy(bare, after.trimStart());
}

/** Whether `sentence` is likely to be over, although nothing shows it yet. */
export function seemsOver(sentence: string): boolean {
  const stop = sentence.match(STOPS)?.at(-1);
  if (stop === undefined || !sentence.endsWith(stop)) return false;
  const bare = withoutClosers(sentence);
  const isAbbreviated = ENDS_BEFORE_CAPITAL.test(bare) || ENDS_UNLESS_NUMBER.test(bare);
  return !isAbbreviated && !neverEnds(bare) && !MAY_GO_ON.test(bare);
}

/** Whether `words` end with an abbreviation which belongs to what follows, as in `ask for Dr.` */
export function isAbbreviated(words: string): boolean {
  return [NEVER_ENDS, ENDS_BEFORE_CAPITAL, ENDS_UNLESS_NUMBER, INITIAL].some((kind) => kind.test(words));
}

function neverEnds(bare: string): boolean {
  if (ENDS_BEFORE_CAPITAL.test(bare)) return false;
  return NEVER_ENDS.test(bare) || INITIAL.test(bare) || SHORT_NUMBER.test(bare);
}

/** The word that follows decides. */
function endsBy(bare: string, next: string): Ending {
  const decides = ENDS_BEFORE_CAPITAL.test(bare) || ENDS_UNLESS_NUMBER.test(bare) || /(?:\.\.|…)$/.test(bare);
  if (!decides) return 'end';
  if (next === '') return 'open';
  if (ENDS_UNLESS_NUMBER.test(bare)) return /^\d/.test(next) ? 'goes-on' : 'end';
  return /^[\p{Ll}\d,;]/u.test(next) ? 'goes-on' : 'end';
}

function withoutClosers(sentence: string): string {
  return sentence.replace(new RegExp(`${CLOSERS}$`), '');
}

function wordsBefore(words: readonly string[]): RegExp {
  const any = words.map((word) => word.replaceAll('.', '\\.')).join('|');
  return new RegExp(`(?:^|[\\s("'])(?:${any})\\.$`, 'iu');
}
