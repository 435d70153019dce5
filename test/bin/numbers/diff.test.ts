import { diffOf } from '../../../bin/numbers/diff';

const BEFORE = 'a\nb\nc\nd\ne\nf\ng\n';

it('shows what is added, with three lines around it', () => {
  expect(diffOf('x.yaml', BEFORE, 'a\nb\nc\nd\nnew\ne\nf\ng\n')).toEqual([
    '--- x.yaml',
    '+++ x.yaml',
    '@@ -2,6 +2,7 @@',
    ' b',
    ' c',
    ' d',
    '+new',
    ' e',
    ' f',
    ' g',
  ]);
});

it('shows what is replaced', () => {
  expect(diffOf('x.yaml', 'a\nb\n', 'a\nB\nC\n').slice(2)).toEqual([
    '@@ -1,3 +1,4 @@',
    ' a',
    '-b',
    '+B',
    '+C',
    ' ',
  ]);
});

it('counts a line that is repeated only once', () => {
  expect(diffOf('x.yaml', 'a\na\n', 'a\na\na\n').filter((line) => line === '+a')).toHaveLength(1);
});
