/** Breaks a text between words into lines of `width` columns at the most; a longer word has a line of its own. */
export function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const longer = lines.length === 0 ? word : `${lines.at(-1)} ${word}`;
    if (lines.length > 0 && columnsOf(longer) <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

/** A terminal draws combining marks, as the vowel signs of Hindi, on the letter before them. */
function columnsOf(text: string): number {
  return [...text.replace(/\p{Mn}/gu, '')].length;
}
