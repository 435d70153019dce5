import { expiriesOf } from '../../../../lambda/core/compliance/expiries';
import { registrationFindings } from '../../../../lambda/core/compliance/registration';
import type { DltRecord } from '../../../../lambda/core/numbers/dlt';
import { aDltRecord } from '../../../builders/dial-facts';

const TODAY = '2026-11-24';
const { principalEntity, telemarketer, binding } = aDltRecord();

function found(
  changes: Partial<DltRecord>,
  number = '+911401234567',
  status: 'active' | 'suspended' = 'active',
): string[] {
  return registrationFindings({ number, status, dlt: aDltRecord(changes) }, TODAY).map(
    ({ severity, path, reason }) => `${severity} ${path.join('.')}: ${reason}`,
  );
}

describe('the registration of a number that calls', () => {
  it('has nothing against it when it is complete', () => {
    expect(found({})).toEqual([]);
  });

  it.each([
    [
      'an entity that ended yesterday',
      { principalEntity: { ...principalEntity!, validUntil: '2026-11-23' } },
      'fault dlt.principalEntity: the registration of the principal entity ended with 2026-11-23',
    ],
    [
      'an entity that ends today',
      { principalEntity: { ...principalEntity!, validUntil: TODAY } },
      'warning dlt.principalEntity: the registration of the principal entity ends with 2026-11-24, in 0 days',
    ],
    [
      'a telemarketer that ended yesterday',
      { telemarketer: { ...telemarketer!, validUntil: '2026-11-23' } },
      'fault dlt.telemarketer: the registration of the telemarketer ended with 2026-11-23',
    ],
    [
      'no entity',
      { principalEntity: undefined },
      'warning dlt.principalEntity: no principal entity is named',
    ],
    ['no telemarketer', { telemarketer: undefined }, 'warning dlt.telemarketer: no telemarketer is named'],
    [
      'no binding',
      { binding: undefined },
      'warning dlt.binding: no binding of entity and telemarketer is named',
    ],
    [
      'a revoked binding',
      { binding: { ...binding!, status: 'revoked' } },
      'fault dlt.binding: the binding of entity and telemarketer is revoked',
    ],
    [
      'no notice',
      { autodiallerNotices: [] },
      'warning dlt.autodiallerNotices: no operator has been told in writing that calls are dialled by machine',
    ],
    [
      'a notice that was withdrawn',
      { autodiallerNotices: [{ ...aDltRecord().autodiallerNotices![0]!, state: 'withdrawn' }] },
      'fault dlt.autodiallerNotices: no operator has been told in writing that calls are dialled by machine',
    ],
    [
      'a header under way',
      { voiceHeader: { status: 'accepted' } },
      'warning dlt.voiceHeader: the number is not approved as a voice header (accepted)',
    ],
    [
      'a suspended header',
      { voiceHeader: { status: 'suspended' } },
      'fault dlt.voiceHeader: the number is not approved as a voice header (suspended)',
    ],
    [
      'no template',
      { contentTemplates: undefined },
      'warning dlt.contentTemplates: no approved template of what is said is named',
    ],
    [
      'an owner under way',
      { subscriber: { legalName: 'A', kycStatus: 'pending' } },
      'warning dlt.subscriber.kycStatus: the carrier has not verified the owner of the number (pending)',
    ],
    [
      'an owner who failed',
      { subscriber: { legalName: 'A', kycStatus: 'failed' } },
      'fault dlt.subscriber.kycStatus: the carrier has not verified the owner of the number (failed)',
    ],
    [
      'a window that begins too early',
      { callingWindow: { from: '08:59', to: '18:00' } },
      'fault dlt.callingWindow: the calling window has to lie within 09:00 to 21:00',
    ],
    [
      'a window that ends too late',
      { callingWindow: { from: '09:00', to: '21:01' } },
      'fault dlt.callingWindow: the calling window has to lie within 09:00 to 21:00',
    ],
    [
      'a bar that lasts',
      { suspendedUntil: TODAY },
      'warning dlt.suspendedUntil: the operator has barred the number until 2026-11-24',
    ],
    [
      'no category of trade',
      { ncprCategory: undefined },
      'warning dlt.ncprCategory: no category of trade is named, so nobody is called who has blocked any category',
    ],
  ] as [string, Partial<DltRecord>, string][])('with %s', (_, changes, message) => {
    expect(found(changes)).toEqual([message]);
  });

  it('of an ordinary number may not advertise, nor make calls that belong to a series', () => {
    const finance = {
      declaredPurposes: ['promotional', 'service', 'transactional'] as const,
      sector: 'rbi' as const,
    };
    expect(found({ ...finance, declaredPurposes: [...finance.declaredPurposes] }, '+914440000000')).toEqual([
      'fault dlt.declaredPurposes: promotional calls may come from 140 numbers only',
      'fault dlt.sector: since 2026-01-01 a company of this kind makes service calls from 1601 numbers only',
      'fault dlt.sector: since 2026-01-01 a company of this kind makes transactional calls from 1601 numbers only',
    ]);
  });

  it('of a 1601 number has a sector that may have one', () => {
    const of = (sector?: DltRecord['sector']) =>
      found({ declaredPurposes: ['service', 'transactional'], sector }, '+911601000001');
    expect(of('irdai')).toEqual([]);
    expect(of('other')).toEqual([expect.stringMatching(/^fault dlt\.sector: a 1601 number is for banks/)]);
    expect(of(undefined)).toEqual([
      expect.stringMatching(/^warning dlt\.sector: a 1601 number is for banks/),
    ]);
  });

  it('tells where each rule comes from', () => {
    const findings = registrationFindings(
      { number: '+911401234567', dlt: aDltRecord({ binding: undefined }) },
      TODAY,
    );
    expect(findings.map(({ source }) => source)).toEqual([expect.stringContaining('TCCCPR 2018')]);
  });
});

describe('the registration of a number', () => {
  const bare = (changes: Partial<DltRecord> = {}): Partial<DltRecord> => ({
    declaredPurposes: ['inbound-only'],
    principalEntity: undefined,
    telemarketer: undefined,
    binding: undefined,
    autodiallerNotices: undefined,
    ...changes,
  });

  it('that only takes calls needs a known owner and nothing else', () => {
    expect(found(bare(), '+914440000000')).toEqual([]);
    const unknown = bare({ subscriber: { legalName: 'A', kycStatus: 'failed' } });
    expect(found(unknown, '+914440000000')).toHaveLength(1);
  });

  it('contradicts its series even so', () => {
    expect(found(bare())).toEqual([
      expect.stringMatching(/^fault dlt\.declaredPurposes: inbound-only may not be declared .* 140 series/),
    ]);
  });

  it('that is suspended may have run out', () => {
    const ended = { principalEntity: { ...principalEntity!, validUntil: '2026-11-23' } };
    expect(found(ended, '+911401234567', 'suspended')).toEqual([
      expect.stringMatching(/^warning dlt\.principalEntity: .* ended with 2026-11-23/),
    ]);
  });

  it('is not there for numbers of other countries', () => {
    expect(registrationFindings({ number: '+14155550100' }, TODAY)).toEqual([]);
    expect(registrationFindings({ number: '+914440000000' }, TODAY)).toEqual([]);
  });
});

describe('what ends soon', () => {
  const ending = (entity: string, marketer: string) =>
    expiriesOf(
      {
        dlt: aDltRecord({
          principalEntity: { ...principalEntity!, validUntil: entity },
          telemarketer: { ...telemarketer!, validUntil: marketer },
        }),
      },
      TODAY,
    ).map(({ what, daysLeft }) => [what, daysLeft]);

  it('is told 30 days ahead, the earliest first', () => {
    expect(ending('2026-12-24', '2026-12-25')).toEqual([['principal entity', 30]]);
    expect(ending('2026-12-24', '2026-11-23')).toEqual([
      ['telemarketer', -1],
      ['principal entity', 30],
    ]);
  });

  it('is nothing of a number without a registration', () => {
    expect(expiriesOf({}, TODAY)).toEqual([]);
  });
});
