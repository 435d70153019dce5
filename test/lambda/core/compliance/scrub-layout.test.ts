import { layoutOf } from '../../../../lambda/core/compliance/scrub-layout';

const HEAD = ['number', 'preference', 'blockedCategories'];

it('knows our own layout, in whatever order, and with what is left out', () => {
  expect(layoutOf(['preference', 'number'])).toMatchObject({ name: 'byon', isVerified: true });
  expect(layoutOf(HEAD)).toMatchObject({
    cells: new Map([
      ['number', 0],
      ['preference', 1],
      ['blockedCategories', 2],
    ]),
  });
});

it('tells of a node its layout, which nobody has verified', () => {
  expect(layoutOf(['MSISDN', 'DND_STATUS', 'Blocked Modes'])).toMatchObject({
    name: 'dlt-node',
    isVerified: false,
  });
});

it.each([
  ['a column that it does not know', [...HEAD, 'remarks']],
  ['a column twice', [...HEAD, 'number']],
  ['no preference', ['number', 'blockedModes']],
  ['columns of two layouts', ['number', 'DND Status']],
])('refuses %s', (_, head) => {
  const { fault } = layoutOf(head) as { fault: string };
  expect(fault).toContain(
    `The head is: ${head.join(', ')}. It has to be one of: byon: number, preference, [`,
  );
  expect(fault).toContain('dlt-node: MSISDN, DND Status');
});

it('tells no number of a file without a head', () => {
  const { fault } = layoutOf(['9876543210', 'none']) as { fault: string };
  expect(fault).toContain('The head is: …, none');
});
