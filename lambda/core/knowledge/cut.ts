import { SentenceCutter } from '../speech/sentences';

/** Long enough to answer a question, short enough that three of them don't slow the model down. */
const LONGEST = 600;
/** A sentence that is longer is not said twice. */
const LONGEST_OVERLAP = 200;

/**
 * Packs paragraphs into pieces of some 600 characters. A piece that goes on where another one ended begins with the
 * last sentence of that.
 *
 * @param paragraphs each in one line.
 */
export function cut(paragraphs: readonly string[]): string[] {
  const pieces: string[] = [];
  let piece = '';
  for (const part of paragraphs.flatMap(inParts)) {
    if (piece !== '' && piece.length + part.length >= LONGEST) {
      pieces.push(piece);
      piece = overlapOf(piece);
    }
    piece = piece === '' ? part : `${piece}\n${part}`;
  }
  return piece === '' ? pieces : [...pieces, piece];
}

function inParts(paragraph: string): string[] {
  return paragraph.length <= LONGEST ? [paragraph] : sentencesOf(paragraph);
}

function overlapOf(piece: string): string {
  const last = sentencesOf(piece.split('\n').at(-1)!).at(-1) ?? '';
  return last.length <= LONGEST_OVERLAP ? last : '';
}

function sentencesOf(text: string): string[] {
  const cutter = new SentenceCutter();
  return [...cutter.push(text), ...cutter.flush()];
}
