import { Expression } from '../../../../lambda/adapters/dynamodb/registry-expression';

it('compares maps and lists part by part, by names that may be anything', () => {
  const same = new Expression();
  const conditions = same.isStill('dlt', { 'a-b': [{ on: 1 }], on: 'x' });
  expect(conditions.map((text) => text.replace(/ = :v\d+$/, ''))).toEqual([
    'size(#n0)',
    'size(#n0.#n1)',
    'size(#n0.#n1[0])',
    '#n0.#n1[0].#n2',
    '#n0.#n2',
  ]);
  expect(same.names).toEqual({ '#n0': 'dlt', '#n1': 'a-b', '#n2': 'on' });
});

it('compares as a whole what has more parts than an expression takes', () => {
  const same = new Expression();
  const many = Array.from({ length: 100 }, (_, i) => ({ reference: `c-${i}` }));
  expect(same.isStill('complaints', many)).toEqual(['#n0 = :v0']);
  expect(same.values).toEqual({ ':v0': many });
  expect(same.isStill('status', undefined)).toEqual(['attribute_not_exists(#n1)']);
});
