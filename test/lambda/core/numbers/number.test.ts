import { numberRecord } from '../../../../lambda/core/numbers/number';

describe('a number', () => {
  test('is active, and has no variables and no routes, unless its owner says so', () => {
    expect(numberRecord.parse({ number: '+918041234567', agent: 'reception' })).toEqual({
      number: '+918041234567',
      agent: 'reception',
      status: 'active',
      variables: {},
      routes: [],
    });
  });

  test.each([
    ['an agent with a capital letter', { agent: 'Reception' }, 'agent'],
    ['an unknown status', { status: 'released' }, 'status'],
    ['a variable that is no text', { variables: { branch: 7 } }, 'variables.branch'],
    ['an empty route', { routes: [''] }, 'routes.0'],
    ['a number that is not E.164', { number: '08041234567' }, 'number'],
    ['a fault in its DLT record', { dlt: { declaredPurposes: [] } }, 'dlt.declaredPurposes'],
  ])('refuses %s', (_, change, path) => {
    const result = numberRecord.safeParse({ number: '+918041234567', agent: 'reception', ...change });
    expect(result.error?.issues.map((issue) => issue.path.join('.'))).toContain(path);
  });
});
