/** Endings of Hindi and its neighbours that tell number, gender and case, longest first. */
const DEVANAGARI = /(?<=.{2})(?:ियों|ियां|ाओं|ुओं|ाएं|ों|ें|ीं|ां|ओं|एं|[ािीुूेैोौं])$|(?<=.{3})(?:ता|ते|ती|ना|ने|नी)$/u;

/** A word without the endings that do not change what it is about. Light: a wrong stem costs more than none. */
export function stem(word: string): string {
  if (/^[a-z]/.test(word)) return englishStem(word);
  return /^[\u0900-\u097f]/.test(word) ? word.replace(DEVANAGARI, '') : word;
}

function englishStem(word: string): string {
  if (word.length < 4) return word;
  const single = word
    .replace(/ies$/, 'y')
    .replace(/(?<=ss|x|ch|sh)es$/, '')
    .replace(/(?<=[^su])s$/, '');
  const plain = single.replace(/(?<=[aeiouy].*)(?:ing|ed)$/, '');
  return withoutEcho(plain.length < 3 ? single : plain, plain !== single).replace(/(?<=...)e$/, '');
}

/** What an ending has doubled, as in `planned`. */
function withoutEcho(word: string, isCut: boolean): string {
  return isCut ? word.replace(/([bdgmnprt])\1$/, '$1') : word;
}
