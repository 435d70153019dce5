import { canonicalJson } from '../../../lambda/adapters/canonical-json';

it('canonical JSON does not depend on the order of names, and keeps that of lists', () => {
  const record = { b: [{ d: 1, c: undefined }, 2], a: { y: null, x: 'é' } };
  expect(canonicalJson(record)).toBe('{"a":{"x":"é","y":null},"b":[{"d":1},2]}');
});
