import { tool, tools } from '../../../../lambda/core/agents/tool';

const CARD = { type: 'collect-digits', name: 'card', description: 'the card', length: { min: 16, max: 16 } };
const faultsOf = (...all: object[]) => {
  const { error } = tools.safeParse(all);
  return (error?.issues ?? []).map(({ path }) => path.join('.'));
};

test('digits that are asked for are private unless the agent says otherwise', () => {
  expect(tool.parse(CARD)).toEqual({ ...CARD, private: true, gapSeconds: 4 });
});

test.each([
  [{ ...CARD, length: { min: 6, max: 4 } }, '0.length.max'],
  [{ ...CARD, length: { min: 0, max: 4 } }, '0.length.min'],
  [{ ...CARD, length: { min: 1, max: 33 } }, '0.length.max'],
  [{ ...CARD, name: 'Card number' }, '0.name'],
  [{ ...CARD, gapSeconds: 7 }, '0.gapSeconds'],
  [{ type: 'send-digits', when: 'asked', digits: '12 34' }, '0.digits'],
  [{ type: 'send-digits', when: 'asked', digits: '1'.repeat(51) }, '0.digits'],
  [{ type: 'transfer', to: '+918041234567', when: 'asked', ringSeconds: 4 }, '0.ringSeconds'],
  [{ type: 'transfer', to: '+918041234567', when: 'asked', via: 'sip' }, '0.via'],
])('%o is refused at %s', (wrong, path) => {
  expect(faultsOf(wrong)).toEqual([path]);
});

test('what the model calls a tool is called so once', () => {
  expect(faultsOf(CARD, CARD)).toEqual(['1.name']);
  const own = { type: 'lambda', name: 'collect_card', description: 'x', function: 'f' };
  expect(faultsOf(CARD, own)).toEqual(['1.name']);
  expect(faultsOf({ ...own, name: 'send_digits' })).toEqual(['0.name']);
});
