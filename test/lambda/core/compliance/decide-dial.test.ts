import fc from 'fast-check';
import { decideDial } from '../../../../lambda/core/compliance/decide-dial';
import type { DialFacts } from '../../../../lambda/core/compliance/facts';
import { RULE_NAMES, RULE_PACKS, type RuleName } from '../../../../lambda/core/compliance/rule-pack';
import { americanFacts, someFacts } from '../../../builders/dial-facts';

describe('a decision', () => {
  it('allows what has all its evidence, and names the pack and what each rule found', () => {
    const { allowed, rulePack, findings } = decideDial(someFacts());
    expect(findings.filter(({ verdict }) => verdict !== 'met')).toEqual([]);
    expect({ allowed, rulePack }).toEqual({
      allowed: true,
      rulePack: { id: 'india', version: '2026-11-23' },
    });
    expect(findings.map(({ rule }) => rule)).toEqual(RULE_NAMES);
  });

  it('tells everything that stands against a call, not only the first', () => {
    const { allowed, findings } = decideDial(
      someFacts({ optOut: { at: 1 }, consents: [], at: Date.parse('2026-11-24T03:00:00+05:30') }),
    );
    const denied = findings.filter(({ verdict }) => verdict === 'denied').map(({ rule }) => rule);
    expect(allowed).toBe(false);
    expect(denied).toEqual(['consent', 'preferences', 'opt-out', 'hours', 'own-hours']);
  });

  it.each([
    ['US', 'united-states'],
    ['PR', 'united-states'],
    ['IN', 'india'],
    ['DE', 'default'],
    [undefined, 'default'],
  ])('is made by the rules of the country of the callee: %s', (country, pack) => {
    const { hash } = someFacts().callee;
    expect(decideDial(someFacts({ callee: { hash, country } })).rulePack.id).toBe(pack);
  });

  it('has the source of each rule, and no rule that the pack does not have', () => {
    for (const pack of RULE_PACKS) {
      const [country = 'DE'] = Object.keys(pack.countries);
      const { findings } = decideDial(americanFacts({ callee: { hash: 'ca'.repeat(32), country } }));
      expect(findings.map(({ rule, source }) => [rule, source])).toEqual(
        RULE_NAMES.filter((name) => pack.rules[name]).map((name) => [name, pack.rules[name]?.source]),
      );
    }
  });
});

/** A way to take one fact away, and the rule that has to notice. */
type Theft = [RuleName, (facts: DialFacts) => void];

const takenFromAll: Theft[] = [
  ['number-active', (facts) => (facts.number.status = 'suspended')],
  ['opt-out', (facts) => delete facts.optOut],
  ['opt-out', (facts) => (facts.optOut = { at: 1 })],
  ['frequency', (facts) => delete facts.dials],
];
const takenFromConsent: Theft[] = [
  ['consent', (facts) => delete facts.consents],
  ['consent', (facts) => (facts.consents = [])],
  ['consent', ({ consents }) => (consents![0]!.callee = 'db'.repeat(32))],
  ['consent', ({ consents, at }) => (consents![0]!.revokedAt = at)],
  ['consent', ({ consents }) => (consents![0]!.channel = 'sms')],
  ['consent', ({ consents }) => (consents![0]!.purposes = ['government'])],
  ['consent', ({ consents, at }) => (consents![0]!.capturedAt = at + 1)],
];
const takenInIndia: Theft[] = [
  ...takenFromAll,
  ...takenFromConsent,
  ['national-route', ({ carrier }) => delete carrier.country],
  ['national-route', ({ carrier }) => (carrier.country = 'SG')],
  ['purpose', ({ number }) => delete number.dlt],
  ['purpose', ({ number }) => (number.dlt!.declaredPurposes = ['inbound-only'])],
  ['series', ({ number }) => (number.number = '+914440000000')],
  ['identity', ({ number }) => (number.dlt!.subscriber.kycStatus = 'pending')],
  ['principal-entity', ({ number }) => delete number.dlt!.principalEntity],
  ['telemarketer', ({ number }) => delete number.dlt!.telemarketer],
  ['binding', ({ number }) => delete number.dlt!.binding],
  ['binding', ({ number }) => (number.dlt!.binding!.status = 'pending')],
  ['autodialler-notice', ({ number }) => delete number.dlt!.autodiallerNotices],
  ['voice-header', ({ number }) => delete number.dlt!.voiceHeader],
  ['preferences', (facts) => delete facts.scrub],
  ['preferences', ({ scrub }) => (scrub!.callee = 'db'.repeat(32))],
  ['preferences', ({ scrub }) => (scrub!.preference = 'fully-blocked')],
];
const takenElsewhere: Theft[] = [...takenFromAll, ['hours', ({ callee }) => delete callee.timeZone]];

const elsewhere = () =>
  americanFacts({
    at: Date.parse('2026-11-24T14:00:00+01:00'),
    callee: { hash: 'ca'.repeat(32), country: 'DE', timeZone: 'Europe/Berlin' },
    consents: undefined,
  });

describe.each([
  ['India', someFacts, takenInIndia],
  ['the United States', americanFacts, [...takenFromAll, ...takenFromConsent]],
  ['other countries', elsewhere, takenElsewhere],
] as const)('no call to %s', (_, allowedFacts, thefts) => {
  it('is allowed with any of its facts taken away, and the rule says so', () => {
    expect(decideDial(allowedFacts()).allowed).toBe(true);
    fc.assert(
      fc.property(fc.subarray([...thefts], { minLength: 1, maxLength: 3 }), (taken) => {
        const facts = structuredClone(allowedFacts());
        const noticing = taken.filter(([, take]) => tried(() => take(facts))).map(([rule]) => rule);
        const { allowed, findings } = decideDial(facts);
        const denied = findings.filter(({ verdict }) => verdict === 'denied').map(({ rule }) => rule);
        expect(allowed).toBe(false);
        for (const rule of noticing) if (isThere(facts, rule)) expect(denied).toContain(rule);
      }),
      { numRuns: 300 },
    );
  });

  it.each(thefts.map(([rule, take], i) => [i, rule, take] as const))('%i: misses %s', (_i, rule, take) => {
    const facts = structuredClone(allowedFacts());
    take(facts);
    const { allowed, findings } = decideDial(facts);
    expect(allowed).toBe(false);
    expect(findings).toContainEqual(expect.objectContaining({ rule, verdict: 'denied' }));
  });
});

/** A theft can find its place empty after another one. */
function tried(take: () => void): boolean {
  try {
    take();
    return true;
  } catch {
    return false;
  }
}

/** A number that is no Indian one any more has no Indian registration to miss; a later theft can mend a former one. */
function isThere({ number }: DialFacts, rule: RuleName): boolean {
  return rule !== 'voice-header' || number.number.startsWith('+91140');
}
