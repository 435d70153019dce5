import type { OutboundPurpose } from '../../../../../lambda/core/compliance/purpose';
import type { DltRecord } from '../../../../../lambda/core/numbers/dlt';
import { aDltRecord, factsOfDlt, someFacts, verdictOf } from '../../../../builders/dial-facts';

const { principalEntity, telemarketer, binding } = aDltRecord();
const notice = {
  accessProvider: 'airtel',
  objective: 'Reminders',
  notifiedOn: '2026-11-24',
  state: 'filed',
} as const;

describe('a registration', () => {
  it.each(['principal-entity', 'telemarketer'] as const)(
    'of the %s holds to the end of its last day',
    (rule) => {
      const until = (validUntil: string) =>
        factsOfDlt({
          principalEntity: { ...principalEntity!, validUntil },
          telemarketer: { ...telemarketer!, validUntil },
        });
      expect(verdictOf(until('2026-11-24'), rule)).toBe('met');
      expect(verdictOf(until('2026-11-23'), rule)).toBe('denied');
    },
  );

  it.each([
    ['active since today', { status: 'active', since: '2026-11-24' }, 'met'],
    ['active from tomorrow on', { status: 'active', since: '2026-11-25' }, 'denied'],
    ['pending', { status: 'pending', since: '2026-02-03' }, 'denied'],
    ['revoked', { status: 'revoked', since: '2026-02-03' }, 'denied'],
  ] as const)('of a binding that is %s', (_, changes, verdict) => {
    expect(verdictOf(factsOfDlt({ binding: { ...binding!, ...changes } }), 'binding')).toBe(verdict);
  });

  it.each([
    ['of today', [notice], 'met'],
    ['of tomorrow', [{ ...notice, notifiedOn: '2026-11-25' }], 'denied'],
    ['that was withdrawn', [notice, { ...notice, state: 'withdrawn' }], 'denied'],
    ['that was given anew', [{ ...notice, state: 'withdrawn' }, notice], 'met'],
    [
      'that one operator of two still has',
      [
        notice,
        { ...notice, accessProvider: 'jio' },
        { ...notice, accessProvider: 'jio', state: 'withdrawn' },
      ],
      'met',
    ],
  ] as [string, DltRecord['autodiallerNotices'], string][])(
    'of a notice %s',
    (_, autodiallerNotices, verdict) => {
      expect(verdictOf(factsOfDlt({ autodiallerNotices }), 'autodialler-notice')).toBe(verdict);
    },
  );

  it.each(['registered', 'accepted', 'suspended'] as const)(
    'of a header that is %s is not enough',
    (status) => {
      expect(verdictOf(factsOfDlt({ voiceHeader: { status } }), 'voice-header')).toBe('denied');
    },
  );

  it.each(['pending', 'failed'] as const)('of an owner who is %s is not enough', (kycStatus) => {
    const subscriber = { legalName: 'A', kycStatus };
    expect(verdictOf(factsOfDlt({ subscriber }), 'identity')).toBe('denied');
  });
});

function seriesVerdict(number: string, purpose: OutboundPurpose, sector?: DltRecord['sector']) {
  const dlt = aDltRecord({ sector, declaredPurposes: [purpose] });
  return verdictOf(someFacts({ purpose, number: { number, status: 'active', dlt } }), 'series');
}

describe('a series', () => {
  it.each([
    ['+911401234567', 'promotional', 'other', 'met'],
    ['+911401234567', 'service', 'other', 'denied'],
    ['+911601000001', 'service', 'rbi', 'met'],
    ['+911601000001', 'transactional', 'irdai', 'met'],
    ['+911601000001', 'government', 'rbi', 'denied'],
    ['+911601000001', 'promotional', 'rbi', 'denied'],
    ['+911601000001', 'service', 'other', 'denied'],
    ['+911601000001', 'service', undefined, 'denied'],
    ['+911600112345', 'government', 'government', 'met'],
    ['+911600112345', 'service', 'other', 'denied'],
    ['+914440000000', 'service', 'other', 'met'],
    ['+919876543210', 'promotional', 'other', 'denied'],
    ['+911800123456', 'service', 'other', 'denied'],
  ] as const)('%s for %s calls of the sector %s: %s', (number, purpose, sector, verdict) => {
    expect(seriesVerdict(number, purpose, sector)).toBe(verdict);
  });
});

describe('a company of finance with an ordinary number', () => {
  const on = (day: string, changes: Partial<DltRecord>, purpose: OutboundPurpose = 'service') =>
    verdictOf(
      someFacts({
        at: Date.parse(`${day}T12:00:00+05:30`),
        purpose,
        number: {
          number: '+914440000000',
          status: 'active',
          dlt: aDltRecord({ declaredPurposes: [purpose], ...changes }),
        },
      }),
      'sector-series',
    );

  it.each([
    ['commercial-bank', 'rbi', '2025-12-31', '2026-01-01'],
    ['large-nbfc', 'rbi', '2026-01-31', '2026-02-01'],
    ['payments-bank', 'rbi', '2026-01-31', '2026-02-01'],
    ['small-finance-bank', 'rbi', '2026-01-31', '2026-02-01'],
    ['other-nbfc', 'rbi', '2026-02-28', '2026-03-01'],
    ['cooperative-bank', 'rbi', '2026-02-28', '2026-03-01'],
    ['regional-rural-bank', 'rbi', '2026-02-28', '2026-03-01'],
    ['mutual-fund', 'sebi', '2026-02-14', '2026-02-15'],
    ['qualified-stock-broker', 'sebi', '2026-03-14', '2026-03-15'],
    ['insurer', 'irdai', '2026-02-14', '2026-02-15'],
    ['pension-fund', 'pfrda', '2026-02-14', '2026-02-15'],
  ] as const)('%s (%s) may call on %s, and not on %s', (sectorClass, sector, before, from) => {
    expect(on(before, { sector, sectorClass })).toBe('met');
    expect(on(from, { sector, sectorClass })).toBe('denied');
    expect(on(from, { sector, sectorClass }, 'transactional')).toBe('denied');
    expect(on(from, { sector, sectorClass }, 'government')).toBe('met');
  });

  it('is taken for the first of its sector where its kind is not told', () => {
    expect(on('2025-12-31', { sector: 'rbi' })).toBe('met');
    expect(on('2026-01-01', { sector: 'rbi' })).toBe('denied');
  });

  it('is free where it is voluntary, and outside of finance', () => {
    expect(on('2026-11-24', { sector: 'sebi', sectorClass: 'other-sebi' })).toBe('met');
    expect(on('2026-11-24', { sector: 'other' })).toBe('met');
    expect(on('2026-11-24', {})).toBe('met');
  });
});

it('a number is declared for what it is used for', () => {
  expect(verdictOf(factsOfDlt({ declaredPurposes: ['promotional', 'service'] }), 'purpose')).toBe('met');
  expect(verdictOf(factsOfDlt({ declaredPurposes: ['service'] }), 'purpose')).toBe('denied');
});
