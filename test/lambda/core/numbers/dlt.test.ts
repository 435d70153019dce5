import { dltRecord } from '../../../../lambda/core/numbers/dlt';

const smallest = {
  declaredPurposes: ['inbound-only'],
  subscriber: { legalName: 'Sharma Clinics Pvt Ltd', kycStatus: 'verified' },
};
const complete = {
  declaredPurposes: ['service', 'transactional'],
  sector: 'irdai',
  subscriber: { legalName: 'Sharma Insurance Ltd', kycStatus: 'verified', kycVerifiedOn: '2026-02-01' },
  principalEntity: {
    id: '1002641844184516305',
    name: 'Sharma Insurance Ltd',
    portal: 'airtel',
    validUntil: '2027-02-01',
  },
  telemarketer: { id: '1002641844184516306', role: 'delivery', validUntil: '2030-02-01' },
  binding: { status: 'active', letterOfAuthority: 'LOA-2026-17', since: '2026-02-03' },
  mediaMustStayInIndia: true,
  sectorClass: 'insurer',
  ncprCategory: 1,
  voiceHeader: { status: 'approved', approvedOn: '2026-02-10' },
  contentTemplates: ['1002641844184516307'],
  autodiallerNotices: [
    { accessProvider: 'airtel', objective: 'Renewals', notifiedOn: '2026-02-11', state: 'acknowledged' },
  ],
  callingWindow: { from: '10:00', to: '19:00' },
  complaints: [{ on: '2026-06-01', reference: 'UCC-1', outcome: 'dismissed' }],
  suspendedUntil: '2026-06-15',
};

function faultAt(record: unknown): string[] {
  return (dltRecord.safeParse(record).error?.issues ?? []).map(({ path }) => path.join('.'));
}

describe('a DLT record', () => {
  test('is complete with a purpose and a subscriber', () => {
    expect(dltRecord.parse(smallest)).toEqual({ ...smallest, mediaMustStayInIndia: false });
  });

  test('holds entity, telemarketer and their binding', () => {
    expect(dltRecord.parse(complete)).toEqual(complete);
  });

  test.each([
    ['no purpose', { ...complete, declaredPurposes: [] }, 'declaredPurposes'],
    ['an unknown purpose', { ...complete, declaredPurposes: ['spam'] }, 'declaredPurposes.0'],
    ['an unknown sector', { ...complete, sector: 'bank' }, 'sector'],
    ['no subscriber', { ...complete, subscriber: undefined }, 'subscriber'],
    [
      'a subscriber without a name',
      { ...complete, subscriber: { ...complete.subscriber, legalName: '' } },
      'subscriber.legalName',
    ],
    [
      'an 18-digit entity id',
      { ...complete, principalEntity: { ...complete.principalEntity, id: '100264184418451630' } },
      'principalEntity.id',
    ],
    [
      'a numeric telemarketer id',
      { ...complete, telemarketer: { ...complete.telemarketer, id: 1002641844184516 } },
      'telemarketer.id',
    ],
    [
      'a day that does not exist',
      { ...complete, binding: { ...complete.binding, since: '2026-02-30' } },
      'binding.since',
    ],
    [
      'a time where a day belongs',
      { ...complete, principalEntity: { ...complete.principalEntity, validUntil: '2027-02-01T00:00:00Z' } },
      'principalEntity.validUntil',
    ],
    ['a category that there is not', { ...complete, ncprCategory: 9 }, 'ncprCategory'],
    ['a template without an id', { ...complete, contentTemplates: ['greeting'] }, 'contentTemplates.0'],
    [
      'a window that ends before it begins',
      { ...complete, callingWindow: { from: '19:00', to: '10:00' } },
      'callingWindow.to',
    ],
    [
      'a notice without a purpose',
      { ...complete, autodiallerNotices: [{ ...complete.autodiallerNotices[0], objective: '' }] },
      'autodiallerNotices.0.objective',
    ],
    ['a member that nobody knows', { ...complete, entity: 'x' }, ''],
  ])('refuses %s', (_, record, path) => {
    expect(faultAt(record)).toEqual([path]);
  });

  test('tells all faults at once', () => {
    expect(faultAt({ ...complete, sector: 'bank', declaredPurposes: [] })).toEqual([
      'declaredPurposes',
      'sector',
    ]);
  });
});
