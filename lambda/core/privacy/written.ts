import type { PiiKind } from './kinds';

/** Handles of UPI ids, as they are spoken; NPCI lists hundreds, these have most users. 2026-11 */
const UPI_HANDLES =
  'upi|ybl|ibl|axl|apl|yapl|rapl|waicici|wahdfcbank|waaxis|wasbi|okaxis|okhdfcbank|okicici|oksbi|ptyes|ptaxis|pthdfc|ptsbi|jupiteraxis|barodampay|cnrb';
/** These are brands as well: "my account at sbi". */
const BRAND_HANDLES = 'paytm|fam|freecharge|airtel|sbi|icici|hdfcbank|axisbank|kotak|pnb';
const AT_THE_RATE = 'at the rate(?: of)?';
const AT = `(?:${AT_THE_RATE}|at)`;
const DOT = '(?:dot|point)';
/** A name as it is spoken: at most a few words joined by what stands between the parts of an address. */
const SPOKEN_NAME = `[\\p{L}\\p{N}_]+(?: (?:${DOT}|underscore|dash|hyphen) [\\p{L}\\p{N}_]+){0,4}`;
const NOT_IN_A_WORD = '(?<![\\p{L}\\p{M}\\p{N}._%+-])';

/** Personal data that show by how they are written, or spoken as they are written. */
export const WRITTEN: Readonly<Partial<Record<PiiKind, readonly RegExp[]>>> = {
  email: [
    new RegExp(`${NOT_IN_A_WORD}[\\p{L}\\p{N}._%+-]+@(?:[\\p{L}\\p{N}-]+\\.)+\\p{L}{2,}`, 'giu'),
    new RegExp(
      `${NOT_IN_A_WORD}${SPOKEN_NAME} ${AT} [\\p{L}\\p{N}-]+(?: ${DOT} [\\p{L}\\p{N}-]+)* ?(?:${DOT}|\\.) ?(?:com|net|org|in|co|edu|gov|info|io)\\b`,
      'giu',
    ),
  ],
  upi: [
    new RegExp(`${NOT_IN_A_WORD}[\\p{L}\\p{N}._-]{2,}@[a-z][a-z0-9]+(?![\\p{L}\\p{N}]|\\.\\p{L})`, 'giu'),
    new RegExp(
      `${NOT_IN_A_WORD}${SPOKEN_NAME} (?:${AT} (?:${UPI_HANDLES})|${AT_THE_RATE} (?:${BRAND_HANDLES}))(?![\\p{L}\\p{N}])`,
      'giu',
    ),
  ],
  // "March 2026 I" is none, so letters that are joined and set apart from the digits have to be large.
  pan: [
    /(?<![\p{L}\p{N}])[a-z]{3}[abcfghjlpt][a-z]\d{4}[a-z](?![\p{L}\p{N}])/giu,
    /(?<![\p{L}\p{N}])[A-Z]{3}[ABCFGHJLPT][A-Z][ -]\d{4}[ -]?[A-Z](?![\p{L}\p{N}])/gu,
    /(?<![\p{L}\p{N}])(?:[a-z][ .-]{1,2}){5}(?:\d[ .-]{0,2}){4}[a-z](?![\p{L}\p{N}])/giu,
  ],
};
