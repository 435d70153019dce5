import { budgetOf, hasteOf, shortAnswerPrompt, whileWaiting } from '../../../../lambda/core/providers/budget';

const STARTED = 1_767_225_600_000;
const budget = budgetOf({ fillerAfterSeconds: 2, replySeconds: 15 }, 'groq/fast');
const after = (ms: number) => ({ startedAt: STARTED, now: STARTED + ms });

describe('while the first sentence is not there', () => {
  test.each([
    [0, false, { do: 'wait', ms: 2000 }],
    [1999, false, { do: 'wait', ms: 1 }],
    [2000, false, { do: 'say-filler' }],
    [9000, false, { do: 'say-filler' }],
    [2000, true, { do: 'wait', ms: 13_000 }],
    [14_999, true, { do: 'wait', ms: 1 }],
    [15_000, true, { do: 'give-up' }],
    [15_000, false, { do: 'give-up' }],
  ])('after %i ms, a filler said: %s', (ms, fillerSaid, expected) => {
    expect(whileWaiting(budget, after(ms), fillerSaid)).toEqual(expected);
  });

  it('says no filler that would come with the end of the wait', () => {
    const short = budgetOf({ fillerAfterSeconds: 5, replySeconds: 5 });
    expect(whileWaiting(short, after(0), false)).toEqual({ do: 'wait', ms: 5000 });
    expect(whileWaiting(short, after(5000), false)).toEqual({ do: 'give-up' });
  });

  it('always has an end: whoever does as told gives up when the budget is spent, after one filler', () => {
    const told: string[] = [];
    for (let ms = 0, fillerSaid = false; told.at(-1) !== 'give-up';) {
      const next = whileWaiting(budget, after(ms), fillerSaid);
      told.push(next.do);
      if (next.do === 'wait') ms += next.ms;
      fillerSaid ||= next.do === 'say-filler';
    }
    expect(told).toEqual(['wait', 'say-filler', 'wait', 'give-up']);
  });
});

describe('the model is asked', () => {
  test.each([
    [0, undefined, undefined],
    [4999, undefined, undefined],
    [5000, 'groq/fast', 2],
    [9999, 'groq/fast', 2],
    [10_000, 'groq/fast', 1],
    [20_000, 'groq/fast', 1],
  ])('after %i ms of 15 s: %s, at most %s sentences', (ms, model, maxSentences) => {
    expect(hasteOf(budget, after(ms))).toEqual({ model, maxSentences });
  });

  it('itself, if none is faster, but for less', () => {
    const alone = budgetOf({ fillerAfterSeconds: 2, replySeconds: 15 });
    expect(hasteOf(alone, after(5000))).toEqual({ model: undefined, maxSentences: 2 });
  });

  it('in words', () => {
    expect(shortAnswerPrompt(1)).toBe('The caller has been waiting. Answer in one short sentence, at once.');
    expect(shortAnswerPrompt(2)).toContain('at most 2 short sentences');
  });
});
