import {
  CALLEE,
  americanFacts,
  factsOfDlt,
  findingOf,
  someFacts,
  verdictOf,
} from '../../../../builders/dial-facts';

const india = (time: string) => Date.parse(`2026-11-24T${time}+05:30`);
const service = { purpose: 'service' as const };

describe('hours in India', () => {
  it.each([
    ['08:59:59', 'denied'],
    ['09:00:00', 'met'],
    ['20:59:59', 'met'],
    ['21:00:00', 'denied'],
    ['00:00:00', 'denied'],
  ])('at %s are %s', (time, verdict) => {
    expect(verdictOf(someFacts({ at: india(time) }), 'hours')).toBe(verdict);
    expect(verdictOf(someFacts({ at: india(time), ...service }), 'hours')).toBe(verdict);
  });

  it.each([
    ['09:59:59', 'denied'],
    ['10:00:00', 'met'],
    ['20:59:59', 'met'],
  ])('of a number without a window of its own, at %s, are %s for advertising', (time, verdict) => {
    expect(verdictOf(someFacts({ at: india(time) }), 'own-hours')).toBe(verdict);
    expect(verdictOf(someFacts({ at: india(time), ...service }), 'own-hours')).toBe('met');
  });

  it.each([
    ['10:59:59', 'denied'],
    ['11:00:00', 'met'],
    ['17:59:59', 'met'],
    ['18:00:00', 'denied'],
  ])('of a number with a window, at %s, are %s', (time, verdict) => {
    const callingWindow = { from: '11:00', to: '18:00' };
    expect(verdictOf(factsOfDlt({ callingWindow }, { at: india(time) }), 'own-hours')).toBe(verdict);
  });

  it('are not widened by the window of a number', () => {
    const callingWindow = { from: '06:00', to: '23:00' };
    expect(verdictOf(factsOfDlt({ callingWindow }, { at: india('22:00:00') }), 'hours')).toBe('denied');
  });

  it('cannot be moved by another time zone', () => {
    const callee = { hash: CALLEE, country: 'IN', timeZone: 'Asia/Tokyo' };
    expect(findingOf(someFacts({ callee }), 'hours')).toMatchObject({
      verdict: 'denied',
      reason: 'Asia/Tokyo is no time zone of the country of the callee',
      forGood: true,
    });
  });

  it('know a zone by its other name, too', () => {
    const callee = { hash: CALLEE, country: 'IN', timeZone: 'Asia/Calcutta' };
    expect(verdictOf(someFacts({ callee }), 'hours')).toBe('met');
  });
});

describe('hours in the United States', () => {
  const at = (time: string) => ({ at: Date.parse(`2026-11-24T${time}-05:00`) });

  it.each([
    // 08:00 in Honolulu and Adak is 13:00 in New York.
    ['12:59:59', 'denied', 'calls are made from 08:00 to 21:00, and it is 07:59 (America/Adak)'],
    ['13:00:00', 'met', expect.stringContaining('all 29 zones')],
    ['20:59:59', 'met', expect.anything()],
    ['21:00:00', 'denied', 'calls are made from 08:00 to 21:00, and it is 21:00 (America/New_York)'],
  ])('hold in every zone of the country: at %s in New York %s', (time, verdict, reason) => {
    expect(findingOf(americanFacts(at(time)), 'hours')).toMatchObject({ verdict, reason });
  });

  it.each([
    ['07:59:59', 'denied'],
    ['08:00:00', 'met'],
    ['20:59:59', 'met'],
    ['21:00:00', 'denied'],
  ])('hold in the zone of the callee where it is known: at %s %s', (time, verdict) => {
    const callee = { hash: CALLEE, country: 'US', timeZone: 'America/New_York' };
    expect(verdictOf(americanFacts({ ...at(time), callee }), 'hours')).toBe(verdict);
  });

  it('follow the clocks when they change', () => {
    const callee = { hash: CALLEE, country: 'US', timeZone: 'America/New_York' };
    const summer = (time: string) => americanFacts({ callee, at: Date.parse(`2026-07-01T${time}Z`) });
    expect(verdictOf(summer('11:59:59'), 'hours')).toBe('denied');
    expect(verdictOf(summer('12:00:00'), 'hours')).toBe('met');
  });

  it('are those of the island for its own numbers', () => {
    const callee = { hash: CALLEE, country: 'GU' };
    const guam = (time: string) => americanFacts({ callee, at: Date.parse(`2026-11-24T${time}+10:00`) });
    expect(verdictOf(guam('07:59:59'), 'hours')).toBe('denied');
    expect(verdictOf(guam('08:00:00'), 'hours')).toBe('met');
  });
});

describe('hours elsewhere', () => {
  const berlin = (time: string, timeZone?: string) =>
    americanFacts({
      callee: { hash: CALLEE, country: 'DE', timeZone },
      at: Date.parse(`2026-11-24T${time}+01:00`),
    });

  it.each([
    ['08:59:59', 'denied'],
    ['09:00:00', 'met'],
    ['19:59:59', 'met'],
    ['20:00:00', 'denied'],
  ])('at %s are %s', (time, verdict) => {
    expect(verdictOf(berlin(time, 'Europe/Berlin'), 'hours')).toBe(verdict);
  });

  it.each([undefined, 'Europe/Atlantis'])('need a time zone, and %s is none', (timeZone) => {
    expect(verdictOf(berlin('12:00:00', timeZone), 'hours')).toBe('denied');
  });
});
