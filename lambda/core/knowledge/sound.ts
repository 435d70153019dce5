/** The consonants of the Devanagari block, by their place in it. Every Indic script of Unicode has the same order. */
const CONSONANTS: Record<number, string> = {
  ...at(0x15, 'kkggn'),
  ...at(0x1a, 'ccjjn'),
  ...at(0x1f, 'ttddn'),
  ...at(0x24, 'ttddnn'),
  ...at(0x2a, 'ppbbm'),
  ...at(0x2f, 'yrrlllv'),
  ...at(0x36, 'sssh'),
};
const ANUSVARA = 0x02;
const VIRAMA = 0x4d;
const FIRST_INDIC = 0x0900;
const LAST_INDIC = 0x0d7f;
/** Any vowel that a word begins with. */
const VOWEL = 'a';

/**
 * How a word sounds, roughly: its consonants, whatever the script, so that `parking` and पार्किंग, or `ravivar` and
 * रविवार, are one. Vowels are left out, since nobody spells them alike in Latin letters.
 *
 * @param word folded and in lower case.
 * @returns undefined where so little is left that everything would sound alike.
 */
export function soundOf(word: string): string | undefined {
  const spelled = isIndic(word) ? spelledIndic(word) : spelledLatin(word);
  // Neither an h nor a y inside a word is spelled reliably.
  const sound = spelled.slice(0, 1) + spelled.slice(1).replace(/[hy]/g, '');
  return /..$/.test(sound.replace(/^a/, '')) ? sound : undefined;
}

export function isIndic(word: string): boolean {
  const first = word.codePointAt(0) ?? 0;
  return first >= FIRST_INDIC && first <= LAST_INDIC;
}

function spelledIndic(word: string): string {
  const places = [...word].map((letter) => letter.codePointAt(0)! & 0x7f);
  const letters = places.map((place, i) => {
    if (place === ANUSVARA) return /[pb]/.test(CONSONANTS[places[i + 1] ?? -1] ?? '') ? 'm' : 'n';
    if (place === VIRAMA) return '+';
    return CONSONANTS[place] ?? (i === 0 ? VOWEL : '');
  });
  // A doubled consonant, as in बच्चा, is one.
  return letters
    .join('')
    .replace(/(.)\+\1/g, '$1')
    .replaceAll('+', '');
}

function spelledLatin(word: string): string {
  return word
    .replace(/tion/g, 'sn')
    .replace(/ch|[cs]h(?=h)/g, '\u0107')
    .replace(/sh/g, 's')
    .replace(/ph|f/g, 'p')
    .replace(/ck|q/g, 'k')
    .replace(/x/g, 'ks')
    .replace(/c(?=[eiy])/g, 's')
    .replace(/c/g, 'k')
    .replace(/\u0107/g, 'c')
    .replace(/g(?=e)/g, 'j')
    .replace(/z/g, 'j')
    .replace(/w/g, 'v')
    .replace(/([a-z])\1/g, '$1')
    .replace(/^[aeiou]/, VOWEL)
    .replace(/(?<=.)[aeiou]/g, '');
}

function at(place: number, letters: string): Record<number, string> {
  return Object.fromEntries([...letters].map((letter, i) => [place + i, letter]));
}
