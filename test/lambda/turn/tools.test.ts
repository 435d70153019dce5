import { toolboxOf } from '../../../lambda/turn/tools';

const END = { type: 'end-call' } as const;
const HUMAN = { type: 'transfer', to: '+918041234567', when: 'the caller asks for a human' } as const;
const BILLING = { type: 'transfer', to: '+918041234568', when: 'the caller asks about a bill' } as const;

it('offers nothing where the agent has no tools', () => {
  const { offered, follow } = toolboxOf([]);
  expect(offered).toEqual([]);
  expect(follow({ name: 'end_call', args: {} })).toBeUndefined();
  expect(follow({ name: 'transfer_call', args: {} })).toBeUndefined();
});

it('ends the call', () => {
  expect(toolboxOf([END]).follow({ name: 'end_call', args: {} })).toEqual({ next: { type: 'end' } });
});

it('transfers to the one number there is, whatever the model puts into the arguments', () => {
  const { offered, follow } = toolboxOf([HUMAN]);
  expect(offered[0]?.description).toContain('the caller asks for a human');
  expect(offered[0]?.parameters).toMatchObject({ properties: {} });
  expect(follow({ name: 'transfer_call', args: { to: '+19005550100' } })).toEqual({
    next: { type: 'transfer', to: '+918041234567' },
  });
});

it('has the model choose among several by their occasion', () => {
  const { offered, follow } = toolboxOf([END, HUMAN, BILLING]);
  expect(offered[1]?.parameters).toMatchObject({
    properties: { to: { enum: [HUMAN.when, BILLING.when] } },
    required: ['to'],
  });
  expect(follow({ name: 'transfer_call', args: { to: BILLING.when } })).toEqual({
    next: { type: 'transfer', to: '+918041234568' },
  });
});

it.each([[{}], [{ to: '+918041234568' }], [{ to: 'somebody else' }], [{ to: 7 }]])(
  'follows no choice that is not offered: %j',
  (args) => {
    expect(toolboxOf([HUMAN, BILLING]).follow({ name: 'transfer_call', args })).toBeUndefined();
  },
);

it('never shows a number to the model', () => {
  expect(JSON.stringify(toolboxOf([END, HUMAN, BILLING]).offered)).not.toContain('+91');
});
