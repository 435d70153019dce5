import { hasteOf, msUntilHaste, shortAnswerPrompt } from '../../../../lambda/core/providers/budget';

const STARTED = 1_767_225_600_000;
const budget = { startedAt: STARTED, replyMs: 15_000 };

test.each([
  [0, undefined],
  [4999, undefined],
  [5000, { maxSentences: 2 }],
  [9999, { maxSentences: 2 }],
  [10_000, { maxSentences: 1 }],
  [20_000, { maxSentences: 1 }],
])('after %i ms of 15 s the haste is %j', (ms, haste) => {
  expect(hasteOf(budget, STARTED + ms)).toEqual(haste);
});

test('haste begins when its time has come, also where a third is no whole number', () => {
  for (const replyMs of [15_000, 10_000, 20_000]) {
    const odd = { startedAt: STARTED, replyMs };
    const ms = msUntilHaste(odd, STARTED);
    expect(hasteOf(odd, STARTED + ms - 1)).toBeUndefined();
    expect(hasteOf(odd, STARTED + ms)).toBeDefined();
  }
});

test('the model is told how short', () => {
  expect(shortAnswerPrompt({ maxSentences: 1 })).toContain('in one short sentence');
  expect(shortAnswerPrompt({ maxSentences: 2 })).toContain('at most 2 short sentences');
});
