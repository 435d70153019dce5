import fc from 'fast-check';
import type { Finding } from '../../../../../lambda/core/compliance/decision';
import { dialRecord, type DialRecord } from '../../../../../lambda/core/calls/dial';
import { isTripped, noted } from '../../../../../lambda/core/outbound/campaign/breaker';
import { denialOf } from '../../../../../lambda/core/outbound/campaign/denial';
import { endOfDial } from '../../../../../lambda/core/outbound/campaign/dial-end';
import { plan } from '../../../../../lambda/core/outbound/campaign/pacing';
import { NOON } from '../../../../builders/campaign';

describe('the breaker', () => {
  const limits = { failures: 2, of: 3 };

  it('trips when so many of the last dials failed, and not before', () => {
    expect(isTripped(noted('', ['failed', 'answered', 'busy', 'unclear']), limits)).toBe(false);
    expect(isTripped(noted('', ['failed', 'answered', 'unclear']), limits)).toBe(true);
  });

  it('forgets what was long ago', () => {
    expect(noted('x'.repeat(200), ['answered'])).toHaveLength(200);
  });
});

describe('the pace', () => {
  it('plans the rest of a span, and goes on where it ended', () => {
    const first = plan({ version: 0, nextAt: 0 }, 2, { from: 10_000, to: 11_000 }, 9);
    expect(first).toEqual({ starts: [10_000, 10_525], pace: { version: 1, nextAt: 11_050 } });
    expect(plan(first.pace, 2, { from: 10_900, to: 11_900 }, 9).starts).toEqual([11_050, 11_575]);
  });

  it('never plans more in a second than the carrier takes, whoever plans when', () => {
    const steps = fc.array(fc.tuple(fc.nat(6000), fc.nat(40)), { maxLength: 30 });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20 }), steps, (cps, spans) => {
        let pace = { version: 0, nextAt: 0 };
        let now = NOON;
        const starts: number[] = [];
        for (const [later, most] of spans) {
          now += later;
          const planned = plan(pace, cps, { from: now, to: now + 5000 }, most);
          pace = planned.pace;
          starts.push(...planned.starts);
        }
        return starts.every((at, i) => starts[i - cps] === undefined || at - starts[i - cps]! >= 1000);
      }),
    );
  });
});

describe('what became of a dial', () => {
  const dial = (changes: Partial<DialRecord> = {}): DialRecord => ({
    ...dialRecord.parse({
      ...{ reference: 'a'.repeat(32), carrier: 'vobiz', number: '+918041234567', callee: '+919810000001' },
      ...{ purpose: 'a reminder', askedAt: NOON, state: 'placed' },
    }),
    ...changes,
  });
  const RING_AND_GRACE = 90_000;

  it.each<[string, DialRecord | undefined, number, ReturnType<typeof endOfDial>]>([
    ['without a record nobody was asked', undefined, 0, 'never asked'],
    ['a call that a human answered', dial({ outcome: 'completed' }), 0, { outcome: 'answered' }],
    [
      'a call that a machine answered',
      dial({ outcome: 'completed', answeredBy: 'machine' }),
      0,
      { outcome: 'machine' },
    ],
    ['a call that nobody answered', dial({ outcome: 'no-answer' }), 0, { outcome: 'no-answer' }],
    ['a refusal', dial({ state: 'refused' }), 0, { outcome: 'failed' }],
    ['one that may still ring', dial({ state: 'unclear' }), RING_AND_GRACE - 1, 'not over'],
    ['one of which nobody tells', dial({ state: 'unclear' }), RING_AND_GRACE, { outcome: 'unclear' }],
    ['one that may still be talked on', dial(), RING_AND_GRACE + 1_799_999, 'not over'],
    [
      'one that was told late',
      dial({ state: 'unclear', outcome: 'busy' }),
      RING_AND_GRACE,
      { outcome: 'busy' },
    ],
    [
      'one that was answered and whose end nobody tells',
      dial({ answeredAt: NOON }),
      RING_AND_GRACE + 1_800_000,
      { outcome: 'answered' },
    ],
  ])('knows %s', (_, record, later, end) => {
    expect(endOfDial(record, NOON + later)).toEqual(end);
  });
});

describe('a denial', () => {
  const findings = (...rules: string[]): Finding[] => [
    {
      rule: 'number-active',
      verdict: rules.includes('number-active') ? 'denied' : 'met',
      reason: '',
      source: '',
    },
    ...rules
      .filter((rule) => rule !== 'number-active')
      .map((rule) => ({ rule, verdict: 'denied' as const, reason: '', source: '' })),
  ];

  it.each([
    ['of the callee', ['hours', 'opt-out'], { of: 'callee', rule: 'opt-out' }],
    ['of the hour', ['hours', 'frequency'], { of: 'hour', rule: 'hours' }],
    [
      'of the number, which all callees meet',
      ['opt-out', 'number-active'],
      { of: 'campaign', rule: 'number-active' },
    ],
    ['of the complaints, which all callees meet', ['complaints'], { of: 'campaign', rule: 'complaints' }],
  ])('is %s', (_, rules, denial) => {
    expect(denialOf(findings(...rules))).toEqual(denial);
  });

  it('is of the callee where a rule about the hour denies every hour', () => {
    const [, hours, preferences] = findings('hours', 'preferences');
    expect(denialOf([hours!, { ...preferences!, forGood: true }])).toEqual({
      of: 'callee',
      rule: 'preferences',
    });
    expect(denialOf([hours!, preferences!])).toEqual({ of: 'hour', rule: 'hours' });
  });
});
