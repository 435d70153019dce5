import { decideDial } from '../../lambda/core/compliance/decide-dial';
import type { Finding } from '../../lambda/core/compliance/decision';
import { dialFacts, type DialFacts } from '../../lambda/core/compliance/facts';
import type { RuleName } from '../../lambda/core/compliance/rule-pack';
import { dltRecord, type DltRecord } from '../../lambda/core/numbers/dlt';

/** A Tuesday, 12:00 in India. */
export const NOON = Date.parse('2026-11-24T12:00:00+05:30');
export const CALLEE = 'ca'.repeat(32);
export const DAY_MS = 86_400_000;

/** The complete registration of a telemarketer's 140 number. */
export function aDltRecord(changes: Partial<DltRecord> = {}): DltRecord {
  return dltRecord.parse({
    declaredPurposes: ['promotional'],
    sector: 'other',
    ncprCategory: 4,
    subscriber: { legalName: 'Sharma Clinics Pvt Ltd', kycStatus: 'verified' },
    principalEntity: {
      id: '1002641844184516305',
      name: 'Sharma Clinics Pvt Ltd',
      portal: 'airtel',
      validUntil: '2027-06-30',
    },
    telemarketer: { id: '1002641844184516306', role: 'delivery', validUntil: '2030-02-01' },
    binding: { status: 'active', letterOfAuthority: 'LOA-2026-17', since: '2026-02-03' },
    voiceHeader: { status: 'approved' },
    contentTemplates: ['1002641844184516307'],
    autodiallerNotices: [
      { accessProvider: 'airtel', objective: 'Reminders', notifiedOn: '2026-03-01', state: 'acknowledged' },
    ],
    ...changes,
  });
}

/** Advertising in India with all its evidence: allowed at noon. */
export function someFacts(changes: Partial<DialFacts> = {}): DialFacts {
  return dialFacts.parse({
    at: NOON,
    purpose: 'promotional',
    callee: { hash: CALLEE, country: 'IN' },
    number: { number: '+911401234567', status: 'active', dlt: aDltRecord() },
    carrier: { id: 'vobiz', type: 'vobiz', country: 'IN' },
    consents: [
      {
        id: 'web-1',
        callee: CALLEE,
        kind: 'explicit',
        purposes: ['promotional'],
        channel: 'voice',
        capturedAt: NOON - 10 * DAY_MS,
        proof: 'web form of 14 November, entry 1',
      },
    ],
    scrub: {
      callee: CALLEE,
      scrubbedAt: NOON - 3_600_000,
      source: 'airtel, file 24-11',
      preference: 'none',
    },
    optOut: 'none',
    dials: [],
    ...changes,
  });
}

/** The same with another DLT record. */
export function factsOfDlt(changes: Partial<DltRecord>, more: Partial<DialFacts> = {}): DialFacts {
  const { number } = someFacts();
  return someFacts({ number: { ...number, dlt: aDltRecord(changes) }, ...more });
}

/** A call to the United States with all its evidence: allowed at 14:00 in New York. */
export function americanFacts(changes: Partial<DialFacts> = {}): DialFacts {
  const { consents = [] } = someFacts();
  const american = consents.map((consent) => ({ ...consent, purposes: ['service' as const] }));
  return someFacts({
    at: Date.parse('2026-11-24T14:00:00-05:00'),
    purpose: 'service',
    callee: { hash: CALLEE, country: 'US' },
    number: { number: '+14155550100', status: 'active' },
    carrier: { id: 'twilio', type: 'twilio', country: 'US' },
    consents: american,
    scrub: undefined,
    ...changes,
  });
}

/** What one rule finds. */
export function findingOf(facts: DialFacts, rule: RuleName): Finding | undefined {
  return decideDial(facts).findings.find((each) => each.rule === rule);
}

export function verdictOf(facts: DialFacts, rule: RuleName): Finding['verdict'] | undefined {
  return findingOf(facts, rule)?.verdict;
}
