import { isNumber } from './unfinished/number-parts';
import { wordsOf } from './words';
import known from './worth-hearing.json';

/** What a recording is when it is no words of the caller's. */
export type Noise = 'annotation' | 'invented' | 'echo';

export interface Recognised {
  text: string;
  /** How long the recording holds speech, in milliseconds. */
  voicedMs: number;
  /** What the caller may just have heard from us: the reply, or a phrase. */
  justSaid: readonly string[];
}

/** Speech that is shorter holds no word that a recogniser could be sure of. */
const SHORTEST_WORD_MS = 300;

/** Fewer words than these are what a caller repeats, as in "Tuesday at ten". */
const FEWEST_WORDS_OF_ECHO = 5;
const ALIKE = 0.9;

const ANNOTATIONS = phrases(known.annotations);
const NEVER_SAID = phrases(known.neverSaid);
const INVENTED = phrases(known.inventedInSilence);
/** `[Music]`, `(noise)`, `<silence>`, `*beep*`, and notes. */
const MARKED = /\[([^\]]*)\]|\(([^)]*)\)|<([^>]*)>|\*([^*]*)\*|([♪♫🎵🎶]+)/gu;

/**
 * Tells what is not worth an answer: a noise that a recogniser describes, words that it makes up of silence, our
 * own voice coming back.
 *
 * @returns undefined for words of the caller's.
 */
export function noiseIn({ text, voicedMs, justSaid }: Recognised): Noise | undefined {
  const words = wordsOf(text);
  const line = words.join(' ');
  if (words.length === 0 || wordsOf(withoutAnnotations(text)).length === 0) return 'annotation';
  if (NEVER_SAID.has(line)) return 'invented';
  if (voicedMs < SHORTEST_WORD_MS && INVENTED.has(line)) return 'invented';
  return justSaid.some((said) => isEcho(words, wordsOf(said))) ? 'echo' : undefined;
}

function withoutAnnotations(text: string): string {
  return text.replace(MARKED, (whole, ...[a, b, c, d, notes]: (string | undefined)[]) => {
    const inside = wordsOf(a ?? b ?? c ?? d ?? '').join(' ');
    return notes !== undefined || ANNOTATIONS.has(inside) ? '' : whole;
  });
}

/** An echo is the end of what was said, or all of it. Numbers are what a caller confirms by saying them again. */
function isEcho(heard: readonly string[], said: readonly string[]): boolean {
  if (heard.length < FEWEST_WORDS_OF_ECHO || heard.some(isNumber)) return false;
  if (said.length < heard.length * ALIKE) return false;
  const end = said.slice(-heard.length);
  return (2 * commonWords(heard, end)) / (heard.length + end.length) >= ALIKE;
}

/** Length of the longest common subsequence. */
function commonWords(some: readonly string[], others: readonly string[]): number {
  let row = Array<number>(others.length + 1).fill(0);
  for (const word of some) {
    const next = [0];
    others.forEach((other, i) => next.push(word === other ? row[i]! + 1 : Math.max(row[i + 1]!, next[i]!)));
    row = next;
  }
  return row.at(-1)!;
}

function phrases(list: readonly string[]): Set<string> {
  return new Set(list.map((phrase) => wordsOf(phrase).join(' ')));
}
