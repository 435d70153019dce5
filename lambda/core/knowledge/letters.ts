const ZERO_WIDTH = /[\u200b-\u200d\u2060\ufeff]/g;
const ACCENTS = /[\u0300-\u036f]/g;
/** The dot below a letter, in every Indic script that has one: typists leave it out as often as not. */
const NUKTAS = /[\u093c\u09bc\u0a3c\u0abc\u0b3c\u0cbc]/g;
const CHANDRABINDU = /\u0901/g;
/** A nasal before a stop, as in हिन्दी, which is as often written हिंदी. */
const NASAL_BEFORE_STOP =
  /[\u0919\u091e\u0923\u0928\u092e]\u094d(?=[\u0915-\u0918\u091a-\u091d\u091f-\u0922\u0924-\u0927\u092a-\u092d])/g;
const INDIC_DIGIT =
  /[\u0966-\u096f\u09e6-\u09ef\u0a66-\u0a6f\u0ae6-\u0aef\u0b66-\u0b6f\u0be6-\u0bef\u0c66-\u0c6f\u0ce6-\u0cef\u0d66-\u0d6f]/g;

/** A text in which what is read alike is written alike: width, case, accents, nukta, anusvara, digits. */
export function folded(text: string): string {
  return text
    .normalize('NFKD')
    .replace(ACCENTS, '')
    .normalize('NFKC')
    .replace(ZERO_WIDTH, '')
    .replace(NUKTAS, '')
    .replace(CHANDRABINDU, '\u0902')
    .replace(NASAL_BEFORE_STOP, '\u0902')
    .replace(INDIC_DIGIT, (digit) => String((digit.codePointAt(0)! & 0xf) - 6))
    .toLowerCase();
}
