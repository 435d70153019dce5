import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { KnowledgeIndex } from '../../../../lambda/core/knowledge/knowledge-index';
import { passagesOfFile, type Suffix } from '../../../../lambda/core/knowledge/passages-of-file';

const FOLDER = path.join(__dirname, '../../../fixtures/knowledge');

interface Asked {
  asks: string;
  said?: string;
  /** Words of the passage that answers. */
  finds: string;
  corpus?: string;
}
type Corpus = 'clinic' | 'bank';
const questions = JSON.parse(readFileSync(path.join(FOLDER, 'questions.json'), 'utf8')) as Record<
  Corpus | 'acrossScripts',
  Asked[]
> & { nothing: Record<Corpus, string[]> };

const files = (...names: string[]) =>
  KnowledgeIndex.of(
    names.flatMap((file) => {
      const { name, ext } = path.parse(file);
      const text = readFileSync(path.join(FOLDER, file), 'utf8');
      return passagesOfFile(text, { name, suffix: ext as Suffix }).passages;
    }),
  );

const CORPORA = {
  clinic: files('clinic.md', 'clinic-hindi.md', 'clinic-prices.csv'),
  bank: files('bank.md', 'bank-hindi.md'),
};
/** One language each, so that nothing but the sound leads from the question to the passage. */
const IN_ONE_LANGUAGE: Record<string, KnowledgeIndex> = {
  clinic: files('clinic.md', 'clinic-prices.csv'),
  bank: files('bank.md'),
  'clinic-hindi': files('clinic-hindi.md'),
  'bank-hindi': files('bank-hindi.md'),
};

const plain = (text: string) => text.replace(/\s+/g, ' ');

/** The questions whose passage is not among those found. */
function missed(asked: readonly Asked[], indexOf: (asked: Asked) => KnowledgeIndex): string[] {
  return asked
    .filter((one) => {
      const holds = ({ text }: { text: string }) => plain(text).includes(plain(one.finds));
      if (!indexOf(one).passages.some(holds)) throw new Error(`no passage holds ${one.finds}`);
      return !indexOf(one)
        .find({ heard: one.asks, said: one.said ?? '' })
        .some(holds);
    })
    .map(({ asks }) => asks);
}

function expectRecall(least: number, name: string, asked: readonly Asked[], misses: readonly string[]) {
  const recall = 1 - misses.length / asked.length;
  process.stdout.write(`knowledge, ${name}: recall@3 ${recall.toFixed(3)} of ${asked.length} questions\n`);
  expect({ recall: recall >= least, misses }).toEqual({ recall: true, misses });
}

it('finds the passage for 9 of 10 questions in English and Hindi', () => {
  const { clinic, bank } = questions;
  const misses = [...missed(clinic, () => CORPORA.clinic), ...missed(bank, () => CORPORA.bank)];
  expect(clinic.length + bank.length).toBeGreaterThanOrEqual(40);
  expectRecall(0.9, 'as written', [...clinic, ...bank], misses);
});

it('finds it by its sound when the question is written in the other script', () => {
  const asked = questions.acrossScripts;
  expectRecall(
    0.9,
    'across scripts',
    asked,
    missed(asked, ({ corpus }) => IN_ONE_LANGUAGE[corpus!]!),
  );
});

it.each(['clinic', 'bank'] as const)(
  'finds nothing in the files of a %s for what they do not hold',
  (name) => {
    const told = questions.nothing[name].filter(
      (heard) => CORPORA[name].find({ heard, said: 'How can I help you?' }).length > 0,
    );
    expect(told).toEqual([]);
  },
);

it('three passages and 1,800 characters are the most, whatever is asked', () => {
  for (const { asks } of [...questions.clinic, ...questions.bank]) {
    for (const index of Object.values(CORPORA)) {
      const found = index.find({ heard: asks, said: '' });
      expect(found.length).toBeLessThanOrEqual(3);
      expect(found.map(({ heading, text }) => heading + text).join('').length).toBeLessThanOrEqual(1800);
    }
  }
});
