import { toolParameters } from '../../../../lambda/core/agents/tools/parameters';
import { checkArguments } from '../../../../lambda/core/tools/check-arguments';

const parameters = toolParameters.parse({
  type: 'object',
  properties: {
    date: { type: 'string', format: 'date' },
    people: { type: 'integer', minimum: 1, maximum: 8 },
    table: { type: 'string', enum: ['window', 'garden'] },
    vegetarian: { type: 'boolean' },
    guests: {
      type: 'array',
      maxItems: 2,
      items: {
        type: 'object',
        properties: { name: { type: 'string', pattern: '^[A-Z]' } },
        required: ['name'],
      },
    },
  },
  required: ['date'],
});

it.each([
  [{ date: '2026-12-01' }],
  [{ date: '2028-02-29', people: 8, table: 'garden', vegetarian: false, guests: [{ name: 'Asha' }] }],
])('takes %j', (args) => {
  expect(checkArguments(parameters, args)).toEqual({ args });
});

it('takes null for what is left out, as some models write it', () => {
  const given = { date: '2026-12-01', people: null, guests: [{ name: 'Asha', age: null }] };
  expect(checkArguments(parameters, given)).toEqual({
    args: { date: '2026-12-01', guests: [{ name: 'Asha' }] },
  });
});

it.each([
  [{}, 'date'],
  [{ date: null }, 'date'],
  [{ date: 'tomorrow' }, 'date'],
  [{ date: '2026-02-30' }, 'date'],
  [{ date: '2026-12-01', people: 9 }, 'people'],
  [{ date: '2026-12-01', people: 2.5 }, 'people'],
  [{ date: '2026-12-01', people: '2' }, 'people'],
  [{ date: '2026-12-01', table: 'roof' }, 'table'],
  [{ date: '2026-12-01', vegetarian: 'yes' }, 'vegetarian'],
  [{ date: '2026-12-01', guests: 'Asha' }, 'guests'],
  [{ date: '2026-12-01', guests: [{ name: 'A' }, { name: 'B' }, { name: 'C' }] }, 'guests'],
  [{ date: '2026-12-01', guests: [{}] }, 'guests.0.name'],
  [{ date: '2026-12-01', guests: [{ name: 'asha' }] }, 'guests.0.name'],
  [{ date: '2026-12-01', guests: [{ name: 'Asha', age: 7 }] }, 'guests.0'],
])('tells what is wrong with %j', (args, where) => {
  const checked = checkArguments(parameters, args);
  const faults = 'faults' in checked ? checked.faults : [];
  expect(faults).not.toEqual([]);
  for (const fault of faults) expect(fault).toMatch(new RegExp(`^${where}: `));
});

it('tells of an argument that there is none of', () => {
  expect(checkArguments(parameters, { date: '2026-12-01', price: 0 })).toEqual({
    faults: [expect.stringContaining('"price"')],
  });
});

it('tells all faults at once', () => {
  const checked = checkArguments(parameters, { people: 0, table: 'roof' });
  const starting = (name: string): unknown => expect.stringMatching(new RegExp(`^${name}: `));
  expect(checked).toEqual({ faults: [starting('date'), starting('people'), starting('table')] });
});
