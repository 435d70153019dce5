import { checkLoosely } from '../../../../lambda/core/tools/check-loosely';

const BOOKING = {
  type: 'object',
  properties: {
    day: { type: 'string', minLength: 3, pattern: '^(a+)+$', format: 'uri' },
    people: { type: 'integer', minimum: 1, exclusiveMaximum: 3 },
    kind: { type: 'string', enum: ['tea', 'dinner'] },
    extras: { type: 'array', items: { type: 'string' }, maxItems: 1 },
    whom: { anyOf: [{ type: 'string' }, { type: 'integer' }] },
    note: { type: ['string', 'null'] },
    place: { $ref: '#/$defs/place' },
  },
  required: ['day'],
  $defs: { place: { type: 'string' } },
};

it.each([
  { day: 'aab!' },
  { day: 'Monday', people: 99, kind: 'tea', extras: ['cake'] },
  { day: 'Monday', whom: { first: 'Asha' }, place: 7, unknown: true },
])('lets %j pass: the server has the last word', (args) => {
  expect(checkLoosely(BOOKING, args)).toEqual({ args });
});

it.each([
  [{}, 'day'],
  [{ day: 'Mo' }, 'day'],
  [{ day: 7 }, 'day'],
  [{ day: 'Monday', people: 0 }, 'people'],
  [{ day: 'Monday', people: 1.5 }, 'people'],
  [{ day: 'Monday', kind: 'lunch' }, 'kind'],
  [{ day: 'Monday', extras: ['cake', 'jam'] }, 'extras'],
])('finds the fault in %j', (args, where) => {
  const checked = checkLoosely(BOOKING, args);
  expect('faults' in checked && checked.faults[0]).toMatch(new RegExp(`^${where}`));
});

it('takes null for what is left out, but not where the server asks for a value', () => {
  expect(checkLoosely(BOOKING, { day: 'Monday', people: null })).toEqual({ args: { day: 'Monday' } });
  expect(checkLoosely(BOOKING, { day: null })).toHaveProperty('faults');
  expect(checkLoosely({ ...BOOKING, required: ['note'] }, { note: null })).toEqual({ args: { note: null } });
});

it('refuses arguments that the server has closed its schema to', () => {
  const closed = { type: 'object', properties: {}, additionalProperties: false };
  expect(checkLoosely(closed, { day: 'Monday' })).toHaveProperty('faults');
});

it.each([
  {},
  { type: 'object', properties: 7, required: 'day' },
  { type: 'object', properties: { day: true } },
])('lets everything pass through a schema that says nothing: %j', (schema) => {
  expect(checkLoosely(schema, { day: 'Monday' })).toEqual({ args: { day: 'Monday' } });
});
