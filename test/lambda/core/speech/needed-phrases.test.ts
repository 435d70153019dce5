import { isNeeded } from '../../../../lambda/core/speech/needed-phrases';

test('a phrase is needed by every agent, or by those alone that do what it is for', () => {
  expect(isNeeded('goodbye', [])).toBe(true);
  expect(isNeeded('recording-notice', ['consent', 'languages', 'warning'])).toBe(false);
  expect(isNeeded('recording-notice', ['notice'])).toBe(true);
  expect(isNeeded('recording-on', ['consent'])).toBe(true);
  expect(isNeeded('switched', ['languages'])).toBe(true);
  expect(isNeeded('time-soon', [])).toBe(false);
});
