import { e164, toE164 } from '../../../../lambda/core/numbers/e164';

const INDIAN = '+919876543210';

describe('toE164', () => {
  test.each([
    ['as it should be', '+919876543210'],
    ['without the plus sign', '919876543210'],
    ['with the international prefix', '00919876543210'],
    ['with blanks', ' +91 98765 43210 '],
    ['with hyphens', '+91-98765-43210'],
    ['with brackets and dots', '+91 (98765) 43.210'],
    ['as a tel URI', 'tel:+919876543210'],
    ['as a tel URI with parameters', 'tel:+91-98765-43210;phone-context=+91'],
    ['as a SIP URI', 'sip:+919876543210@trunk.example.com'],
    ['as a SIP URI without a plus sign', 'sip:919876543210@10.0.0.1:5060;user=phone'],
    ['as a secure SIP URI in capitals', 'SIPS:+919876543210@trunk.example.com'],
    ['with the plus sign escaped', '%2B919876543210'],
    ['with the plus sign escaped in small letters', 'sip:%2b919876543210@trunk.example.com'],
    ['in angle brackets', '<sip:+919876543210@trunk.example.com;user=phone>'],
    ['with a display name', '"Reception, Delhi" <sip:+919876543210@trunk.example.com>;tag=a1'],
    ['as a Diversion header', '<sip:+919876543210@host>;reason=unconditional;counter=1'],
    ['with headers in the URI', 'sip:+919876543210?x-callerid=14155550100'],
  ])('reads a number written %s', (_, text) => {
    expect(toE164(text)).toBe(INDIAN);
  });

  test.each(['09876543210', '9876543210', '98765 43210'])('reads %s where its country is known', (text) => {
    expect(toE164(text, 'IN')).toBe(INDIAN);
  });

  test('does not guess the country of a national number', () => {
    expect(toE164('09876543210')).toBeUndefined();
  });

  test('keeps a foreign number foreign although a country is given', () => {
    expect(toE164('+14155550100', 'IN')).toBe('+14155550100');
    expect(toE164('0014155550100', 'IN')).toBe('+14155550100');
  });

  test.each([
    '',
    ' ',
    'anonymous',
    'Anonymous <sip:anonymous@anonymous.invalid>',
    'SMA',
    'sip:reception@trunk.example.com',
    '+',
    '++919876543210',
    '+91987654321O',
    '112',
    '+1234567890123456789',
    '91 98765 43210 ext 5',
    '<>',
    'tel:',
    '𝟗𝟏𝟗𝟖𝟕𝟔𝟓𝟒𝟑𝟐𝟏𝟎',
  ])('finds no number in %j', (text) => {
    expect(toE164(text)).toBeUndefined();
  });

  test('is not slowed down by a long header of nonsense', () => {
    expect(toE164('<'.repeat(1_000_000))).toBeUndefined();
    expect(toE164('9'.repeat(1_000_000))).toBeUndefined();
  });
});

describe('the shape of E.164', () => {
  test.each(['+919876543210', '+14155550100', '+1234567', '+123456789012345'])('accepts %s', (text) => {
    expect(e164.parse(text)).toBe(text);
  });

  test.each([
    '919876543210',
    '+0919876543210',
    '+123456',
    '+1234567890123456',
    '+91 9876543210',
    '+91987x',
    '',
  ])('refuses %j and says what it should look like', (text) => {
    expect(e164.safeParse(text).error?.issues[0]?.message).toMatch(/must be E\.164.*\+919876543210/);
  });
});
