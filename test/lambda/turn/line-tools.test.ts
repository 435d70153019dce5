import { tool, type Tool } from '../../../lambda/core/agents/tool';
import { lineTools } from '../../../lambda/turn/line-tools';

const HUMAN: Tool = {
  type: 'transfer',
  to: '+918041234567',
  when: 'the caller asks for a human',
  warm: true,
};
const BILLING: Tool = { type: 'transfer', to: '+918041234568', when: 'the caller asks about a bill' };
const SALES: Tool = { type: 'send-digits', when: 'the menu offers sales', digits: '2' };
const NUMBER: Tool = { type: 'send-digits', when: 'the menu asks for the number', digits: '4711#' };
const CARD = tool.parse({
  type: 'collect-digits',
  name: 'card',
  description: 'the number of the card',
  length: { min: 13, max: 19 },
});

describe('a warm transfer', () => {
  const { offered, follow } = lineTools([HUMAN, BILLING]);

  it('has the model sum the call up', () => {
    expect(offered[0]?.parameters).toMatchObject({ required: ['to', 'summary'] });
    expect(lineTools([BILLING]).offered[0]?.parameters['properties']).not.toHaveProperty('summary');
  });

  it('tells the human what the model has written, and only where the agent wants that', () => {
    const args = { to: 'the caller asks for a human', summary: 'Asha asks for a refund.' };
    expect(follow({ name: 'transfer_call', args })).toEqual({
      next: { type: 'transfer', to: '+918041234567' },
      summary: 'Asha asks for a refund.',
    });
    const cold = { ...args, to: 'the caller asks about a bill' };
    expect(follow({ name: 'transfer_call', args: cold })).not.toHaveProperty('summary');
  });

  it.each([{}, { summary: ' ' }, { summary: 5 }])('is not lost over a summary that is none: %o', (wrong) => {
    const args = { to: 'the caller asks for a human', ...wrong };
    expect(follow({ name: 'transfer_call', args })).toEqual({
      next: { type: 'transfer', to: '+918041234567' },
    });
  });
});

it('hands on how a transfer rings and which way it goes', () => {
  const { follow } = lineTools([{ ...BILLING, ringSeconds: 20, via: 'trunk' }]);
  expect(follow({ name: 'transfer_call', args: {} })).toEqual({
    next: { type: 'transfer', to: '+918041234568', ringSeconds: 20, via: 'trunk' },
  });
});

it('presses the keys of an occasion, never keys that the model invents', () => {
  const { offered, follow } = lineTools([SALES, NUMBER]);
  expect(offered[0]?.name).toBe('send_digits');
  expect(JSON.stringify(offered)).not.toContain('4711');
  const press = (args: Record<string, unknown>) => follow({ name: 'send_digits', args });
  expect(press({ keys: 'the menu asks for the number' })).toEqual({
    next: { type: 'send-digits', digits: '4711#' },
  });
  expect(press({ keys: '999' })).toBeUndefined();
  expect(press({ digits: '999' })).toBeUndefined();
});

it('has digits keyed, and tells the model how to use them without knowing them', () => {
  const { offered, follow } = lineTools([CARD]);
  expect(offered[0]?.name).toBe('collect_card');
  expect(offered[0]?.description).toContain('13 to 19 digits');
  expect(offered[0]?.description).toContain('{{digits.card}}');
  expect(follow({ name: 'collect_card', args: {} })).toEqual({
    next: { type: 'collect', name: 'card', min: 13, max: 19, private: true, gapSeconds: 4 },
  });
  expect(follow({ name: 'collect_pin', args: {} })).toBeUndefined();
});

it('says nothing of secrets about digits that the model is told anyway', () => {
  const { offered } = lineTools([{ ...CARD, private: false } as Tool]);
  expect(offered[0]?.description).not.toContain('{{digits');
});
