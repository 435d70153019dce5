import { cut } from './cut';
import type { Passage } from './passage';

const HEADING = /^ {0,3}(#{1,6})\s+(.*?)\s*#*\s*$/;
const FENCE = /^ {0,3}(```|~~~)/;
/** A line that begins something of its own: an item of a list, a row of a table, a question, an answer. */
const OWN_LINE = /^\s*(?:[-*+•|]|\d{1,3}[.)]\s|[QA][.:]\s)/;
/** What an author writes to authors is not for callers. */
const COMMENT = /<!--[\s\S]*?-->/g;

/** Passages of a Markdown file: none reaches over a heading, and each knows the headings that it stands under. */
export function passagesOfMarkdown(text: string): Passage[] {
  const passages: Passage[] = [];
  const path: { depth: number; title: string }[] = [];
  let lines: string[] = [];
  let isCode = false;
  const close = () => {
    const heading = path.map(({ title }) => title).join(' › ');
    passages.push(...passagesUnder(heading, lines));
    lines = [];
  };
  for (const line of text.replace(COMMENT, '').split(/\r?\n/)) {
    if (FENCE.test(line)) isCode = !isCode;
    const found = isCode ? null : HEADING.exec(line);
    if (!found) {
      lines.push(line);
      continue;
    }
    close();
    const depth = found[1]!.length;
    while ((path.at(-1)?.depth ?? 0) >= depth) path.pop();
    path.push({ depth, title: found[2]! });
  }
  close();
  return passages;
}

/** Passages of a text without markup. */
export function passagesOfText(text: string): Passage[] {
  return passagesUnder('', text.split(/\r?\n/));
}

function passagesUnder(heading: string, lines: readonly string[]): Passage[] {
  return cut(paragraphsOf(lines)).map((text) => ({ heading, text }));
}

/** Lines that only an editor has broken are one again. */
function paragraphsOf(lines: readonly string[]): string[] {
  const paragraphs: string[] = [];
  let goesOn = false;
  for (const line of lines) {
    const text = line.trim();
    if (goesOn && text !== '' && !OWN_LINE.test(line)) paragraphs.push(`${paragraphs.pop()} ${text}`);
    else if (text !== '') paragraphs.push(text);
    goesOn = text !== '';
  }
  return paragraphs;
}
