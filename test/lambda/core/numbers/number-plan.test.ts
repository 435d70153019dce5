import { inspectNumber } from '../../../../lambda/core/numbers/number-plan';

describe('what a number is', () => {
  test.each([
    ['+919876543210', 'mobile'],
    ['+917411179773', 'mobile'],
    ['+918041234567', 'landline'],
    ['+911123456789', 'landline'],
    ['+911401234567', '140'],
    ['+911600112345', '1600'],
    ['+911601112345', '1601'],
    ['+911800123456', 'tollfree'],
    ['+9118001234567', 'tollfree'],
    ['+9118601234567', 'other'],
  ])('%s is Indian, in a known range, and of kind %s', (number, kind) => {
    expect(inspectNumber(number)).toEqual({ country: 'IN', possible: true, valid: true, kind });
  });

  test('a 1600 number is no mobile, although the library says so', () => {
    expect(inspectNumber('+911600112345').kind).not.toBe('mobile');
  });

  test('an Indian range that the plan does not know is possible and not valid', () => {
    expect(inspectNumber('+9119001234567')).toMatchObject({ country: 'IN', possible: true, valid: false });
  });

  test('a 140 number that is one digit short is not of the 140 series, nor valid', () => {
    expect(inspectNumber('+91140123456')).toMatchObject({ valid: false });
    expect(inspectNumber('+91140123456').kind).not.toBe('140');
  });

  test('a 140 number that is one digit too long is not of the 140 series', () => {
    expect(inspectNumber('+9114012345678').kind).not.toBe('140');
  });

  test.each([
    ['+14155550132', 'US'],
    ['+442079460018', 'GB'],
    ['+6561234567', 'SG'],
  ])('%s is at home in %s', (number, country) => {
    expect(inspectNumber(number).country).toBe(country);
  });

  test('an American number may be a landline or a mobile: it counts as a landline', () => {
    expect(inspectNumber('+14155552671').kind).toBe('landline');
  });

  test('a number of the wrong length is not possible', () => {
    expect(inspectNumber('+9198765').possible).toBe(false);
  });

  test('an international service has no country', () => {
    expect(inspectNumber('+80012345678').country).toBeUndefined();
  });
});
