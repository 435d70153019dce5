import { passagesOfFile } from '../../../../lambda/core/knowledge/passages-of-file';

const markdown = (text: string) => passagesOfFile(text, { name: 'faq', suffix: '.md' }).passages;
const plain = (text: string) => passagesOfFile(text, { name: 'faq', suffix: '.txt' }).passages;
const table = (text: string) => passagesOfFile(text, { name: 'prices', suffix: '.csv' });

const sentence = (i: number) => `This is sentence number ${i}, which says that the thing costs ${i} rupees.`;
const long = Array.from({ length: 20 }, (_, i) => sentence(i)).join(' ');

it('no passage reaches over a heading, and each knows where it stands', () => {
  expect(markdown('Before.\n\n# Fees\nAll.\n## Children ##\nHalf.\n# Hours\nNine.')).toEqual([
    { heading: '', text: 'Before.' },
    { heading: 'Fees', text: 'All.' },
    { heading: 'Fees › Children', text: 'Half.' },
    { heading: 'Hours', text: 'Nine.' },
  ]);
});

it('lines that only an editor broke are one, and items of a list are not', () => {
  expect(plain('We are open\nuntil nine.\n- Cash\n- Cards\n  of all kinds\n')).toEqual([
    { heading: '', text: 'We are open until nine.\n- Cash\n- Cards of all kinds' },
  ]);
});

it('a comment of the author and a heading in code are not told as such', () => {
  expect(markdown('<!-- raise in May -->\n# Fees\n```\n# no heading\n```\n')).toEqual([
    { heading: 'Fees', text: '``` # no heading ```' },
  ]);
});

it('a long text is cut between sentences, each piece beginning with the last sentence before it', () => {
  const pieces = plain(long).map(({ text }) => text);
  expect(pieces.length).toBeGreaterThan(2);
  for (const [i, piece] of pieces.entries()) {
    expect(piece.length).toBeLessThanOrEqual(800);
    const before = pieces[i - 1];
    if (before) expect(piece.split('\n')[0]).toBe(before.split('\n').at(-1));
  }
  for (let i = 0; i < 20; i++) expect(pieces.some((piece) => piece.includes(sentence(i)))).toBe(true);
});

it('a row of a table is a passage with its headers', () => {
  expect(table('Test,Price\r\n"X-ray, ""chest""",450\r\n\r\nECG,\r\n').passages).toEqual([
    { heading: 'prices', text: 'Test: X-ray, "chest"; Price: 450' },
    { heading: 'prices', text: 'Test: ECG' },
  ]);
});

it.each([
  ['a row that is too long', 'a,b\n1,2\n1,2,3\n', 3, 'has 3 cells, but the header row has 2'],
  ['a quote that does not end', 'a,b\n1,"2\n', 2, 'has a quote that does not end'],
])('%s is a fault with its line', (_, text, line, message) => {
  expect(table(text).faults).toEqual([
    expect.objectContaining({ line, message: expect.stringContaining(message) as string }),
  ]);
});
