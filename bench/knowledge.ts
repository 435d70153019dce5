import { KnowledgeIndex } from '../lambda/core/knowledge/knowledge-index';
import type { Figure } from './figures';
import { percentile } from './percentile';

const PASSAGES = 2000;
const WORDS_OF_A_PASSAGE = 90;
/** Each question is asked so often, and the quickest answer counts: the others measure what else the machine does. */
const ASKED = 3;
/** Half of what a company of that size writes are words that it writes once or twice. */
const VOCABULARY = 8000;
const SYLLABLES = [
  'ka',
  'ri',
  'to',
  'mel',
  'san',
  'der',
  'vo',
  'lin',
  'pra',
  'gu',
  'she',
  'bor',
  'nim',
  'tas',
];
const SAID = 'We are open on weekdays from nine to seven, and on Saturday until one. Is there anything else?';

/** Milliseconds of each look-up, and of making an index from its file, for 2,000 passages in the words of nobody. */
export interface Knowledge {
  findMs: number[];
  openMs: number;
}

export function knowledge(questions: number): Knowledge {
  const chance = numbers(7);
  const vocabulary = Array.from({ length: VOCABULARY }, () => word(chance));
  // The more common, the nearer to the front, as in every language.
  const wordOf = () => vocabulary[Math.floor(chance() ** 3 * VOCABULARY)]!;
  const text = (words: number) => Array.from({ length: words }, wordOf).join(' ');
  const passages = Array.from({ length: PASSAGES }, () => ({
    heading: text(3),
    text: text(WORDS_OF_A_PASSAGE),
  }));
  const json = KnowledgeIndex.of(passages).toJson();
  const openMs = msOf(() => KnowledgeIndex.fromJson(json));
  const index = KnowledgeIndex.fromJson(json);
  const findMs = Array.from({ length: questions }, () => {
    const question = { heard: text(12), said: `${text(12)} ${SAID}` };
    return Math.min(...Array.from({ length: ASKED }, () => msOf(() => index.find(question))));
  });
  return { findMs, openMs };
}

function msOf(work: () => unknown): number {
  const from = performance.now();
  work();
  return performance.now() - from;
}

export function knowledgeFigures({ findMs, openMs }: Knowledge): Figure[] {
  return [
    { name: 'knowledge.find.p50', value: percentile(findMs, 0.5), unit: 'ms' },
    { name: 'knowledge.find.p95', value: percentile(findMs, 0.95), unit: 'ms', limit: { valueAtMost: 5 } },
    { name: 'knowledge.open', value: openMs, unit: 'ms' },
  ];
}

function word(chance: () => number): string {
  return Array.from({ length: 2 + Math.floor(chance() * 3) }, () => {
    return SYLLABLES[Math.floor(chance() * SYLLABLES.length)]!;
  }).join('');
}

/** Numbers from 0 to 1, the same in every run. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
}
