import type { ConsentRecord } from '../../../../../lambda/core/compliance/consent';
import type { OutboundPurpose } from '../../../../../lambda/core/compliance/purpose';
import type { ScrubRecord } from '../../../../../lambda/core/compliance/scrub';
import {
  americanFacts,
  DAY_MS,
  factsOfDlt,
  findingOf,
  NOON,
  someFacts,
  verdictOf,
} from '../../../../builders/dial-facts';

const HOUR_MS = 3_600_000;
const [explicit] = someFacts().consents!;

function consented(changes: Partial<ConsentRecord>, purpose: OutboundPurpose = 'service') {
  const consent = { ...explicit!, purposes: [purpose], ...changes };
  return verdictOf(someFacts({ purpose, consents: [consent] }), 'consent');
}

describe('a consent', () => {
  it.each([
    ['explicit', 'promotional', 180],
    ['explicit', 'service', 180],
    ['inferred', 'service', 7],
    ['inferred', 'transactional', 7],
    ['inferred', 'government', 7],
  ] as const)('that is %s for %s calls holds for %i days', (kind, purpose, days) => {
    const capturedAt = NOON - days * DAY_MS;
    expect(consented({ kind, capturedAt }, purpose)).toBe('met');
    expect(consented({ kind, capturedAt: capturedAt - 1 }, purpose)).toBe('denied');
  });

  it('that is inferred does not cover advertising', () => {
    expect(consented({ kind: 'inferred', capturedAt: NOON }, 'promotional')).toBe('denied');
  });

  it('holds for ever in the United States, where it has to be explicit', () => {
    const [consent] = americanFacts().consents!;
    const old = { ...consent!, capturedAt: 0 };
    expect(verdictOf(americanFacts({ consents: [old] }), 'consent')).toBe('met');
    expect(verdictOf(americanFacts({ consents: [{ ...consent!, kind: 'inferred' }] }), 'consent')).toBe(
      'denied',
    );
  });

  it('is one of several, and each of the others says what it lacks', () => {
    const others = [
      { ...explicit!, id: 'sms', channel: 'sms' as const },
      { ...explicit!, id: 'gone', revokedAt: NOON },
    ];
    expect(verdictOf(someFacts({ consents: [...others, explicit!] }), 'consent')).toBe('met');
    expect(findingOf(someFacts({ consents: others }), 'consent')?.reason).toBe(
      'consent sms is for sms, not for calls; consent gone is revoked',
    );
  });
});

function scrubbed(changes: Partial<ScrubRecord>, at = NOON) {
  return verdictOf(someFacts({ at, scrub: { ...someFacts().scrub!, ...changes } }), 'preferences');
}

describe('a scrub', () => {
  it('holds for 24 hours', () => {
    expect(scrubbed({ scrubbedAt: NOON - 24 * HOUR_MS })).toBe('met');
    expect(scrubbed({ scrubbedAt: NOON - 24 * HOUR_MS - 1 })).toBe('denied');
    expect(scrubbed({ scrubbedAt: NOON + 1 })).toBe('denied');
  });

  it.each([
    ['everything', { preference: 'fully-blocked' }, 'denied'],
    ['the category of the number', { blockedCategories: [1, 4] }, 'denied'],
    ['another category', { blockedCategories: [1] }, 'met'],
    ['calls by voice', { blockedModes: ['voice'] }, 'denied'],
    ['robots', { blockedModes: ['robo'] }, 'denied'],
    ['this day', { blockedDays: ['tue'] }, 'denied'],
    ['another day', { blockedDays: ['wed'] }, 'met'],
    ['holidays', { blockedDays: ['holiday'] }, 'denied'],
    ['the two hours before', { blockedBands: ['10-12'] }, 'met'],
    ['the two hours from now', { blockedBands: ['12-14'] }, 'denied'],
  ] as [string, Partial<ScrubRecord>, string][])('of a callee who has blocked %s', (_, changes, verdict) => {
    expect(scrubbed({ preference: 'partly-blocked', ...changes })).toBe(verdict);
  });

  it.each<[string, Partial<ScrubRecord>, true | undefined]>([
    ['everything', { preference: 'fully-blocked' }, true],
    ['the category of the number', { blockedCategories: [4] }, true],
    ['calls by voice', { blockedModes: ['voice'] }, true],
    ['holidays', { blockedDays: ['holiday'] }, true],
    ['this day', { blockedDays: ['tue'] }, undefined],
    ['these hours', { blockedBands: ['12-14'] }, undefined],
    ['these hours and calls by voice', { blockedBands: ['12-14'], blockedModes: ['voice'] }, true],
  ])('says whether another hour would help a callee who has blocked %s', (_, changes, forGood) => {
    const scrub = { ...someFacts().scrub!, preference: 'partly-blocked' as const, ...changes };
    const found = findingOf(someFacts({ scrub }), 'preferences');
    expect(found).toMatchObject({ verdict: 'denied' });
    expect(found?.forGood).toBe(forGood);
  });

  it('tells the minute at which a blocked band ends', () => {
    const blockedBands: ScrubRecord['blockedBands'] = ['10-12'];
    expect(scrubbed({ blockedBands }, NOON - 60_000)).toBe('denied');
    expect(scrubbed({ blockedBands }, NOON)).toBe('met');
  });

  it('with blocked categories needs the category of the number', () => {
    const scrub = { ...someFacts().scrub!, blockedCategories: [1 as const] };
    expect(verdictOf(factsOfDlt({ ncprCategory: undefined }, { scrub }), 'preferences')).toBe('denied');
  });

  it.each(['service', 'transactional', 'government'] as const)('is not asked for of %s calls', (purpose) => {
    expect(verdictOf(someFacts({ purpose, scrub: undefined }), 'preferences')).toBe('not-applicable');
  });
});

describe('the national do-not-call registry of the United States', () => {
  const asked = (changes: Partial<ScrubRecord>, at = AFTERNOON, purpose: OutboundPurpose = 'promotional') =>
    findingOf(americanFacts({ at, purpose, scrub: { ...someFacts().scrub!, ...changes } }), 'preferences');
  const AFTERNOON = americanFacts().at;
  const LIMIT = AFTERNOON - 31 * DAY_MS;

  it.each<[string, Partial<ScrubRecord>, string]>([
    ['got 31 days ago', { scrubbedAt: LIMIT }, 'met'],
    ['got a minute before that', { scrubbedAt: LIMIT - 60_000 }, 'denied'],
    ['got in a minute', { scrubbedAt: AFTERNOON + 60_000 }, 'denied'],
    ['that has the callee', { scrubbedAt: AFTERNOON, preference: 'fully-blocked' }, 'denied'],
    ['that has a part of the callee', { scrubbedAt: AFTERNOON, preference: 'partly-blocked' }, 'denied'],
    ['of another callee', { scrubbedAt: AFTERNOON, callee: 'cb'.repeat(32) }, 'denied'],
  ])('is asked by a copy %s', (_, changes, verdict) => {
    expect(asked(changes)?.verdict).toBe(verdict);
  });

  it('says how old a copy may be', () => {
    expect(asked({ scrubbedAt: LIMIT - 1 })?.reason).toBe('the scrub of the callee is older than 31 days');
  });

  it('has to have been asked before advertising, and before nothing else', () => {
    const verdict = (purpose: OutboundPurpose) =>
      verdictOf(americanFacts({ purpose, scrub: undefined }), 'preferences');
    expect(verdict('promotional')).toBe('denied');
    for (const purpose of ['service', 'transactional', 'government'] as const)
      expect(verdict(purpose)).toBe('not-applicable');
  });
});

describe('the frequency', () => {
  const dialled = (...hoursAgo: number[]) =>
    verdictOf(someFacts({ dials: hoursAgo.map((hours) => NOON - hours * HOUR_MS) }), 'frequency');

  it('is 3 in 24 hours at most', () => {
    expect(dialled(1, 2)).toBe('met');
    expect(dialled(1, 2, 3)).toBe('denied');
    expect(dialled(1, 2, 24)).toBe('met');
    expect(dialled(1, 2, 23.99)).toBe('denied');
  });

  it('is 7 in a week at most', () => {
    expect(dialled(30, 40, 50, 60, 70, 80)).toBe('met');
    expect(dialled(30, 40, 50, 60, 70, 80, 167.99)).toBe('denied');
    expect(dialled(30, 40, 50, 60, 70, 80, 168)).toBe('met');
  });
});

describe('the breaker of complaints', () => {
  const complained = (...days: string[]) =>
    verdictOf(factsOfDlt({ complaints: days.map((on) => ({ on, reference: on })) }), 'complaints');

  it('stops at 3 in 10 days', () => {
    expect(complained()).toBe('met');
    expect(complained('2026-11-24', '2026-11-20')).toBe('met');
    expect(complained('2026-11-24', '2026-11-20', '2026-11-14')).toBe('denied');
    expect(complained('2026-11-24', '2026-11-20', '2026-11-13')).toBe('met');
  });
});
