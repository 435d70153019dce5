import {
  afterFailure,
  afterSuccess,
  COOL_DOWN_MS,
  HEALTHY,
  MOST_OPEN_MS,
  onTrial,
  standingOf,
  WINDOW_MS,
  withoutTrial,
  type Breaker,
} from '../../../../lambda/core/providers/breaker';

const NOW = 1_000_000;
const closed = (failures: number, since = NOW - 1000): Breaker => ({ state: 'closed', failures, since });
const open = (changes: { openedAt?: number; until?: number; trialUntil?: number } = {}): Breaker => ({
  state: 'open',
  openedAt: NOW - 10_000,
  until: NOW + 20_000,
  ...changes,
});
const failure = (changes: { startedAt?: number; retryAfterMs?: number } = {}) => ({
  startedAt: NOW - 100,
  now: NOW,
  retryAfterMs: undefined,
  ...changes,
});

describe('where a breaker stands', () => {
  test.each<[string, Breaker, string]>([
    ['never failed', HEALTHY, 'closed'],
    ['failed twice', closed(2), 'closed'],
    ['open for a while yet', open({ until: NOW + 1 }), 'open'],
    ['open long enough', open({ until: NOW }), 'half-open'],
    ['on trial', open({ until: NOW - 1, trialUntil: NOW + 1 }), 'open'],
    ['on a trial that nobody finished', open({ until: NOW - 1, trialUntil: NOW }), 'half-open'],
  ])('%s', (_, breaker, standing) => {
    expect(standingOf(breaker, NOW)).toBe(standing);
  });
});

describe('a failure', () => {
  test.each<[string, Breaker, Parameters<typeof failure>[0], Breaker]>([
    ['is the first', HEALTHY, {}, closed(1, NOW)],
    ['is the second', closed(1), {}, closed(2)],
    ['is the third, and opens it', closed(2), {}, open({ openedAt: NOW, until: NOW + COOL_DOWN_MS })],
    ['is within the window still', closed(1, NOW - WINDOW_MS), {}, closed(2, NOW - WINDOW_MS)],
    ['is the first of another window', closed(2, NOW - WINDOW_MS - 1), {}, closed(1, NOW)],
    [
      'that says when to come back opens it at once, until then',
      HEALTHY,
      { retryAfterMs: 7000 },
      open({ openedAt: NOW, until: NOW + 7000 }),
    ],
    [
      'that says to come back tomorrow opens it for the most',
      HEALTHY,
      { retryAfterMs: 86_400_000 },
      open({ openedAt: NOW, until: NOW + MOST_OPEN_MS }),
    ],
    [
      'of a trial opens it again',
      open({ until: NOW - 500, trialUntil: NOW + 900 }),
      {},
      open({ openedAt: NOW, until: NOW + COOL_DOWN_MS }),
    ],
    ['of what was begun before it opened changes nothing', open(), { startedAt: NOW - 10_001 }, open()],
    [
      'of what was begun before it opened may ask for more time',
      open(),
      { startedAt: NOW - 10_001, retryAfterMs: 20_001 },
      open({ until: NOW + 20_001 }),
    ],
    [
      'of what was begun before it opened never asks for less',
      open(),
      { startedAt: NOW - 10_001, retryAfterMs: 1 },
      open(),
    ],
  ])('%s', (_, before, how, after) => {
    expect(afterFailure(before, failure(how))).toEqual(after);
  });
});

describe('a success', () => {
  test.each<[string, Breaker, number, Breaker]>([
    ['makes the failures before it be forgotten', closed(2), NOW - 1000, HEALTHY],
    ['of what was begun before the first failure does not', closed(2), NOW - 1001, closed(2)],
    ['of a trial closes it', open({ until: NOW - 500, trialUntil: NOW + 900 }), NOW - 400, HEALTHY],
    ['of the only hope closes it before its time', open(), NOW - 400, HEALTHY],
    ['of what was begun before it opened does not', open(), NOW - 10_001, open()],
  ])('%s', (_, before, startedAt, after) => {
    expect(afterSuccess(before, { startedAt })).toEqual(after);
  });

  it('of a healthy one is nothing to store', () => {
    expect(afterSuccess(HEALTHY, { startedAt: NOW })).toBe(HEALTHY);
  });
});

describe('a trial', () => {
  const halfOpen = open({ until: NOW - 1 });

  it('is one at a time', () => {
    expect(standingOf(onTrial(halfOpen, NOW + 5000), NOW)).toBe('open');
  });

  it('that came to nothing is another’s', () => {
    expect(standingOf(withoutTrial(onTrial(halfOpen, NOW + 5000), NOW + 5000), NOW)).toBe('half-open');
  });

  it('that is another’s by now is not given back', () => {
    const others = onTrial(halfOpen, NOW + 9000);
    expect(withoutTrial(others, NOW + 5000)).toBe(others);
    expect(withoutTrial(HEALTHY, NOW + 5000)).toBe(HEALTHY);
  });
});
