import { layoutOf, type ScrubLayout } from '../../../../lambda/core/compliance/scrub-layout';
import { readScrubRow } from '../../../../lambda/core/compliance/scrub-row';

const HEAD = ['number', 'preference', 'blockedCategories', 'blockedModes', 'blockedBands', 'blockedDays'];
const layout = layoutOf(HEAD) as ScrubLayout;
const read = (...cells: string[]) =>
  readScrubRow(
    HEAD.map((_, i) => cells[i] ?? ''),
    layout,
  );
const paths = (...cells: string[]) => {
  const found = read(...cells);
  return 'faults' in found ? found.faults.map(({ path }) => path) : [];
};

it('reads what a callee has blocked', () => {
  expect(read('+919876543210', 'partly-blocked', '1;8', 'Robo|voice', '18-21', 'Sunday; holiday')).toEqual({
    row: {
      number: '+919876543210',
      result: {
        preference: 'partly-blocked',
        blockedCategories: [1, 8],
        blockedModes: ['robo', 'voice'],
        blockedBands: ['18-21'],
        blockedDays: ['sun', 'holiday'],
      },
    },
  });
});

it.each([
  ['N', 'none'],
  ['y', 'fully-blocked'],
])('reads %s as %s', (word, preference) => {
  expect(read('9876543210', word)).toMatchObject({
    row: { number: '+919876543210', result: { preference } },
  });
});

it.each([
  [['', 'none'], ['number']],
  [['12345', 'none'], ['number']],
  [['9876543210', ''], ['preference']],
  [['9876543210', '0'], ['preference']],
  [['9876543210', 'partial', '9'], ['blockedCategories']],
  [['9876543210', 'partial', '', 'fax'], ['blockedModes']],
  [['9876543210', 'partial', '', '', '18-22'], ['blockedBands']],
  [['9876543210', 'partial', '', '', '', 'weekend'], ['blockedDays']],
  [
    ['x', 'perhaps', '0', 'fax'],
    ['number', 'preference', 'blockedCategories', 'blockedModes'],
  ],
])('takes %j for a fault of %j', (cells, faulty) => {
  expect(paths(...cells)).toEqual(faulty);
});

it('refuses a row that contradicts itself: the one reading would let calls be made', () => {
  expect(paths('9876543210', 'none', '1')).toEqual(['preference']);
  expect(paths('9876543210', 'partial')).toEqual(['preference']);
  expect(paths('9876543210', 'full', '1')).toEqual([]);
});

it('names no number in a fault', () => {
  expect(JSON.stringify(read('98765432109876543', 'perhaps'))).not.toContain('98765432109876543');
});
