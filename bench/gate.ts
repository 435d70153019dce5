import { decideDial } from '../lambda/core/compliance/decide-dial';
import { dialFacts } from '../lambda/core/compliance/facts';
import type { Figure } from './figures';

const CALLEE = 'ca'.repeat(32);
const AT = Date.parse('2026-11-24T12:00:00+05:30');
const HOUR_MS = 3_600_000;

/** Advertising in India, which every rule of its pack has a say in, and each lets go. */
const FACTS = dialFacts.parse({
  at: AT,
  purpose: 'promotional',
  callee: { hash: CALLEE, country: 'IN' },
  number: {
    number: '+911401234567',
    status: 'active',
    dlt: {
      declaredPurposes: ['promotional'],
      sector: 'other',
      subscriber: { legalName: 'Asha Clinic', kycStatus: 'verified' },
      principalEntity: {
        id: '1002641844184516305',
        name: 'Asha Clinic',
        portal: 'airtel',
        validUntil: '2027-06-30',
      },
      telemarketer: { id: '1002641844184516306', role: 'delivery', validUntil: '2030-02-01' },
      binding: { status: 'active', letterOfAuthority: 'LOA-2026-17', since: '2026-02-03' },
      voiceHeader: { status: 'approved' },
      contentTemplates: ['1002641844184516307'],
      autodiallerNotices: [
        { accessProvider: 'airtel', objective: 'Offers', notifiedOn: '2026-03-01', state: 'acknowledged' },
      ],
    },
  },
  carrier: { id: 'vobiz', type: 'vobiz', country: 'IN' },
  consents: [
    {
      id: 'web-1',
      callee: CALLEE,
      kind: 'explicit',
      purposes: ['promotional'],
      channel: 'voice',
      capturedAt: AT - 240 * HOUR_MS,
      proof: 'web form',
    },
  ],
  scrub: { callee: CALLEE, scrubbedAt: AT - HOUR_MS, source: 'airtel', preference: 'none' },
  optOut: 'none',
  dials: [],
});

/** @returns decisions a second, one after the other. */
export function gate(decisions: number): number {
  if (!decideDial(FACTS).allowed) throw new Error('the facts of the benchmark are denied');
  const from = performance.now();
  for (let i = 0; i < decisions; i++) decideDial(FACTS);
  return decisions / ((performance.now() - from) / 1000);
}

export function gateFigures(decisionsPerSecond: number): Figure[] {
  return [{ name: 'gate.decisions', value: decisionsPerSecond, unit: 'events/s' }];
}
