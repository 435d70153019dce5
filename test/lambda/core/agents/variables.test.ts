import { variables } from '../../../../lambda/core/agents/variables';

it('takes any name but those that every object has', () => {
  expect(variables.parse({ clinic: 'Asha', 'opening hours': '9 to 5' })).toEqual({
    clinic: 'Asha',
    'opening hours': '9 to 5',
  });
  const { error } = variables.safeParse({ constructor: 'x', toString: 'y' });
  expect(error!.issues.map(({ path }) => path)).toEqual([['constructor'], ['toString']]);
  expect(JSON.stringify(error!.issues)).toContain('must not be a name that every object has');
});
