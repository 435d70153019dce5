import { ListChecker, variablesOfRows } from '../../../../../lambda/core/outbound/campaign/list';

const checker = () => new ListChecker({ countries: ['IN'], variables: ['name'] });
const row = (line: number, callee: string, rest: object = {}) => ({
  line,
  callee,
  variables: { name: 'Asha' },
  ...rest,
});

it('finds nothing in a row that is right', () => {
  expect(checker().faultsOf(row(2, '+919810000001', { timeZone: 'Asia/Kolkata' }))).toEqual([]);
});

it.each([
  ['a number that is not E.164', row(2, '09810000001'), /^must be E\.164/],
  ['a number with a digit too few', row(2, '+91981000'), /cannot be a telephone number/],
  ['a country that may not be called', row(2, '+442071234567'), /^is of GB; calls may go to IN/],
  ['a variable without a value', row(2, '+919810000001', { variables: { name: ' ' } }), /^has no value/],
  ['a zone that there is not', row(2, '+919810000001', { timeZone: 'India' }), /IANA time zone/],
  [
    'a value that no call takes',
    row(2, '+919810000001', { variables: { name: 'a'.repeat(1001) } }),
    /1000 characters/,
  ],
  [
    'a name that no call takes',
    row(2, '+919810000001', { variables: { name: 'Asha', ['n'.repeat(65)]: '1' } }),
    /64 characters/,
  ],
  [
    'more values than a call takes',
    row(2, '+919810000001', {
      variables: { name: 'Asha', ...Object.fromEntries(Array.from({ length: 50 }, (_, i) => [`v${i}`, ''])) },
    }),
    /^must be 50 at most$/,
  ],
  [
    'a zone of another country',
    row(2, '+919810000001', { timeZone: 'Europe/London' }),
    /^Europe\/London is no time zone of the country/,
  ],
])('finds %s, and names the line but not the number', (_, given, message) => {
  const [fault, ...others] = checker().faultsOf(given);
  expect(others).toEqual([]);
  expect(fault).toMatchObject({ line: 2, message: expect.stringMatching(message) });
  expect(fault!.message).not.toContain(given.callee);
});

it('demands the zone where the rules of a country cannot do without', () => {
  const list = new ListChecker({ countries: ['GB'], variables: [] });
  expect(list.faultsOf(row(2, '+442071234567'))).toMatchObject([
    { path: 'timeZone', line: 2, message: expect.stringContaining('time zone of the callee is not known') },
  ]);
  expect(list.faultsOf(row(3, '+442071234568', { timeZone: 'Europe/London' }))).toEqual([]);
});

it('finds a callee who stands in the list twice', () => {
  const list = checker();
  expect(list.faultsOf(row(2, '+919810000001'))).toEqual([]);
  expect(list.faultsOf(row(7, '+919810000001'))).toMatchObject([
    { message: 'stands in line 2 already; keep one' },
  ]);
});

it('demands the variables that neither agent nor number nor the call itself gives', () => {
  const agent = {
    greeting: 'Am I speaking with {{name}}?',
    prompt: 'At {{clinic}} on {{day}}: {{purpose}}.',
  };
  const given = { variables: { clinic: 'Asha' } };
  expect(variablesOfRows({ ...agent, variables: {} }, given)).toEqual(['name', 'day']);
});
