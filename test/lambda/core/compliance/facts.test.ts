import { calleeFacts, carrierFacts } from '../../../../lambda/core/compliance/facts';
import { CALLEE } from '../../../builders/dial-facts';

describe('facts of a callee', () => {
  it.each([
    ['+919876543210', 'IN'],
    ['+911600112345', 'IN'],
    ['+14155550100', 'US'],
    ['+17875550100', 'PR'],
    ['+14165550100', 'CA'],
    ['+4930123456', 'DE'],
  ])('tell the country of %s and not the number', (number, country) => {
    expect(calleeFacts(number, CALLEE)).toEqual({ hash: CALLEE, country });
  });

  it('tell no country of a number that belongs to none', () => {
    expect(calleeFacts('+80012345678', CALLEE, 'Europe/Berlin')).toEqual({
      hash: CALLEE,
      timeZone: 'Europe/Berlin',
    });
  });
});

describe('facts of a carrier', () => {
  it.each([
    [{ type: 'vobiz' }, 'IN'],
    [{ type: 'exotel' }, 'IN'],
    [{ type: 'exotel', cluster: 'mumbai' }, 'IN'],
    [{ type: 'exotel', cluster: 'singapore' }, 'SG'],
    [{ type: 'twilio' }, 'US'],
  ] as const)('tell where the route of %j begins', (settings, country) => {
    expect(carrierFacts('mine', settings)).toEqual({ id: 'mine', type: settings.type, country });
  });
});
