const WORD = /\+?[\p{L}\p{M}\p{N}]+(?:['’][\p{L}\p{M}]+)*/gu;

/**
 * The words of a text as they compare across recognisers: small letters, no punctuation, and Devanagari without
 * the dots that some write and others leave out.
 */
export function wordsOf(text: string): string[] {
  const plain = text
    .normalize('NFD')
    .replaceAll('\u093C', '')
    .replaceAll('\u0901', '\u0902')
    .normalize('NFC');
  return plain.toLowerCase().replaceAll('’', "'").match(WORD) ?? [];
}
