import type { DialFacts } from '../../../../../lambda/core/compliance/facts';
import {
  americanFacts,
  CALLEE,
  factsOfDlt,
  findingOf,
  someFacts,
  verdictOf,
} from '../../../../builders/dial-facts';

describe('a number', () => {
  it.each([
    ['the day before', '2026-11-23', 'met'],
    ['today', '2026-11-24', 'denied'],
    ['tomorrow', '2026-11-25', 'denied'],
  ])('that is barred until %s', (_, suspendedUntil, verdict) => {
    expect(verdictOf(factsOfDlt({ suspendedUntil }), 'number-active')).toBe(verdict);
  });

  it('is barred by the days of India', () => {
    const at = (time: string) => factsOfDlt({ suspendedUntil: '2026-11-24' }, { at: Date.parse(time) });
    expect(verdictOf(at('2026-11-24T23:59:59+05:30'), 'number-active')).toBe('denied');
    expect(verdictOf(at('2026-11-25T00:00:00+05:30'), 'number-active')).toBe('met');
  });
});

const INDIAN: DialFacts['number'] = { number: '+914440000000', status: 'active' };
const AMERICAN: DialFacts['number'] = { number: '+14155550100', status: 'active' };
const callee = (country: string) => ({ hash: CALLEE, country });
const route = (country?: string) => ({ id: 'carrier', type: 'any', country });

describe('a route', () => {
  it.each([
    ['of an Indian number', INDIAN, 'IN', 'IN', 'met'],
    ['of an Indian number from abroad', INDIAN, 'IN', 'US', 'denied'],
    ['of an Indian number to another country', INDIAN, 'US', 'IN', 'met'],
    ['of an Indian number to another country from abroad', INDIAN, 'US', 'US', 'denied'],
    ['of a foreign number into India', AMERICAN, 'IN', 'US', 'met'],
    ['of a foreign number within India', AMERICAN, 'IN', 'IN', 'denied'],
    ['that nobody knows, into India', AMERICAN, 'IN', undefined, 'denied'],
    ['that nobody knows, elsewhere', AMERICAN, 'US', undefined, 'not-applicable'],
    ['elsewhere', AMERICAN, 'US', 'US', 'not-applicable'],
  ] as const)('%s', (_, number, to, from, verdict) => {
    const facts = someFacts({ number, callee: callee(to), carrier: route(from) });
    expect(verdictOf(facts, 'national-route')).toBe(verdict);
  });

  it('tells which country does not fit', () => {
    expect(findingOf(someFacts({ carrier: route('SG') }), 'national-route')?.reason).toBe(
      'a number of IN may not call by a route of SG',
    );
  });
});

it('a foreign number may call India for its service, without a registration there, but not to advertise', () => {
  const { consents = [] } = someFacts();
  const facts = (purpose: DialFacts['purpose']) =>
    americanFacts({
      purpose,
      at: someFacts().at,
      callee: callee('IN'),
      consents: consents.map((consent) => ({ ...consent, purposes: [purpose] })),
      scrub: someFacts().scrub,
    });
  expect(verdictOf(facts('service'), 'principal-entity')).toBe('not-applicable');
  expect(verdictOf(facts('service'), 'series')).toBe('met');
  expect(verdictOf(facts('promotional'), 'series')).toBe('denied');
});
