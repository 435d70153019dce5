import numbers from '../speech/unfinished/numbers.json';

/** One numeral or spoken number of a text. */
export interface Group {
  digits: string;
  /** Where it stands in the text. `to` is behind its last character. */
  from: number;
  to: number;
  /** Words for a digit, as "nine" and "double nine": nobody tells an amount or a year so. */
  spelled: boolean;
  /** It begins with a plus sign. */
  plus: boolean;
  /** It may be the next item of a list as well as the next part of one number. */
  loose: boolean;
}

const DIGITS: Readonly<Record<string, string>> = {
  ...numbers.digits,
  // Spellings that the turn taking has no use for.
  ...{ पाँच: '5', ज़ीरो: '0', zeero: '0', chhah: '6', chah: '6', cheh: '6', sunya: '0', paach: '5' },
};
const TEENS: Readonly<Record<string, string>> = numbers.teens;
const TENS: Readonly<Record<string, string>> = numbers.tens;
const TIMES: Readonly<Record<string, number>> = numbers.times;

const word = (words: readonly string[]) => `(?<![\\p{L}\\p{M}])(?:${words.join('|')})(?![\\p{L}\\p{M}])`;
const UNIT = word(Object.keys(DIGITS));
const GROUP = new RegExp(
  `(?:\\((?=\\d{2,5}\\)))?(?<plus>(?:\\+|${word(numbers.plus)})[ \\u00A0]?)?` +
    `(?:(?<times>${word(Object.keys(TIMES))})[ \\u00A0-])?` +
    `(?:(?<numeral>\\d+|[०-९]+)|(?<unit>${UNIT})|(?<teen>${word(Object.keys(TEENS))})` +
    `|(?<ten>${word(Object.keys(TENS))})(?:[ \\u00A0-](?<of>${UNIT}))?)`,
  'giu',
);

/** What may stand between the parts of one number. */
const TIGHT = /^[ \u00A0]?[-–.()/]{0,2}[ \u00A0]?$/;
/** And where the recogniser hears pauses. */
const LOOSE = /^[ \u00A0]*[-–.()/,;:\n]{1,2}[ \u00A0\n]*$|^\s{1,3}$/;

/** The numbers of a text: numerals and spoken digits that follow each other, group by group. */
export function numberRuns(text: string): Group[][] {
  const runs: Group[][] = [];
  for (const match of text.matchAll(GROUP)) {
    const group = groupOf(match);
    const run = runs.at(-1);
    const before = run?.at(-1);
    const between = before && text.slice(before.to, group.from);
    if (
      !run ||
      !before ||
      between === undefined ||
      group.plus ||
      !(TIGHT.test(between) || LOOSE.test(between))
    ) {
      runs.push([group]);
      continue;
    }
    run.push({ ...group, loose: !TIGHT.test(between) && !goOn(before.digits, group.digits) });
  }
  return runs;
}

/** Across a pause: digit by digit, in pairs, or in the halves of an Indian mobile number. */
function goOn(before: string, after: string): boolean {
  const short = before.length <= 2 && after.length <= 2;
  return short || (/^[6-9]\d{4}$/.test(before) && after.length === 5);
}

function groupOf({ 0: all, index, groups = {} }: RegExpExecArray): Group {
  const { plus, times, numeral, unit } = groups;
  const once = digitsOf(groups);
  return {
    digits: once.repeat(times === undefined ? 1 : TIMES[times.toLowerCase()]!),
    from: index,
    to: index + all.length,
    spelled: unit !== undefined || (times !== undefined && numeral?.length === 1),
    plus: plus !== undefined,
    loose: false,
  };
}

function digitsOf({ numeral, unit, teen, ten, of }: Record<string, string | undefined>): string {
  if (numeral !== undefined) return [...numeral].map(asciiDigit).join('');
  if (unit !== undefined) return DIGITS[unit.toLowerCase()]!;
  if (teen !== undefined) return TEENS[teen.toLowerCase()]!;
  return TENS[ten!.toLowerCase()]! + (of === undefined ? '0' : DIGITS[of.toLowerCase()]!);
}

function asciiDigit(digit: string): string {
  const code = digit.codePointAt(0)!;
  return code < 0x0966 ? digit : String(code - 0x0966);
}
