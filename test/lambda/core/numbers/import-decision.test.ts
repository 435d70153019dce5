import { decideImport, type PresentNumber } from '../../../../lambda/core/numbers/import-decision';
import { aNumber } from '../../../builders/number';

const there = (changes: Partial<PresentNumber>) => ({
  record: aNumber(),
  isOfStack: false,
  isAsImported: false,
  ...changes,
});

it.each([
  ['is not there', undefined, 'added', 'added'],
  ['is as an import left it', there({ isAsImported: true }), 'changed', 'changed'],
  ['a config has', there({ isOfStack: true }), 'kept-of-stack', 'changed'],
  ['an operator set', there({}), 'kept-of-operator', 'changed'],
] as const)('a number that %s', (_, present, fate, overwritten) => {
  expect(decideImport(present, false, { overwrite: false })).toBe(fate);
  expect(decideImport(present, false, { overwrite: true })).toBe(overwritten);
  if (present) expect(decideImport(present, true, { overwrite: true })).toBe('unchanged');
});
