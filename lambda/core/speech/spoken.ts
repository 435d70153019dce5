/** Emoji with all that changes their look; a keycap keeps its digit. */
const LOOK = '(?:\\p{Emoji_Modifier}|\\uFE0E|\\uFE0F|\\u20E3)';
const PICTURE = `\\p{Extended_Pictographic}${LOOK}*`;
const EMOJI = new RegExp(`\\p{Regional_Indicator}{1,2}|${PICTURE}(?:\\u200D${PICTURE})*|${LOOK}`, 'gu');

/** What is written for the eye, and what of it a voice should read. The order counts. */
const FOR_THE_EYE: readonly [RegExp, string][] = [
  // Code: its fences, with the name of a language behind them.
  [/^\s*(?:```|~~~)\w*\s*$/gm, ''],
  [/`+/g, ''],
  // Links and pictures: their text. Addresses: without what nobody says of them.
  [/!?\[([^\]]*)\]\((?:[^()\s]|\([^()\s]*\))*(?:\s+"[^"]*")?\)/g, '$1'],
  [/<(https?:\/\/[^\s>]+|[^\s<>@]+@[^\s<>]+)>/gi, '$1'],
  [/\bhttps?:\/\/(?:www\.)?/gi, ''],
  [/\bwww\./gi, ''],
  [/<\/?[a-z][^<>]*>/gi, ' '],
  [/&nbsp;/gi, ' '],
  [/&amp;/gi, '&'],
  // Sources, as `[1]` and `【4†hours.md】`.
  [/【[^】]*】|\[\d{1,3}\]/g, ''],
  // Rules, headings, quotations, and the marks of list items; their numbers are said.
  [/^[ \t]*(?:[-*_=][ \t]*){3,}$/gm, ''],
  [/^[ \t]*(?:#{1,6}|>+)[ \t]+/gm, ''],
  [/^[ \t]*[-*+•◦▪‣·][ \t]+(?:\[[ xX]\][ \t]+)?/gm, ''],
  // Tables: the line below their head, and the bars between cells.
  [/^[ \t]*\|?(?:[ \t]*:?-{2,}:?[ \t]*\|)+[ \t]*(?::?-{2,}:?)?[ \t]*$/gm, ''],
  [/^[ \t]*\|[ \t]*|[ \t]*\|[ \t]*$/gm, ''],
  [/[ \t]+\|[ \t]+/g, ', '],
  // Emphasis. A lone star between blanks multiplies, and an underscore inside a word belongs to it.
  [/\*{2,}|_{2,}|~~/g, ''],
  [/(?<![\p{L}\p{M}\p{N}\\])\*(?=\S)|(?<=[^\s\\])\*(?![\p{L}\p{M}\p{N}])/gu, ''],
  [/(?<![\p{L}\p{M}\p{N}_\\])_(?=\S)|(?<=[^\s\\])_(?![\p{L}\p{M}\p{N}_])/gu, ''],
  [/\\([*_`#~|[\]()>])/g, '$1'],
  [EMOJI, ''],
  // Invisible characters. The joiners stay: Devanagari needs them.
  [/[\u200B\u2060\uFEFF\u00AD\u200E\u200F]/g, ''],
];

/**
 * What a voice should read of what a model has written: markup, links, emoji and the like are taken out.
 * Nothing that changes the meaning is touched: amounts, numbers and abbreviations are the voice's to read.
 *
 * @returns one line, empty when there was nothing to read.
 */
export function spokenText(written: string): string {
  const bare = FOR_THE_EYE.reduce((text, [pattern, read]) => text.replace(pattern, read), written);
  return bare
    .replace(/\s+/g, ' ')
    .replace(/ +([,.!?;:।॥])/g, '$1')
    .trim();
}
