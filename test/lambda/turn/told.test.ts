import { messagesOf } from '../../../lambda/turn/messages';
import { aTurn } from '../../builders/turn';

const collected = (changes: object) =>
  aTurn({ input: { kind: 'collected', name: 'card', count: 16, ...changes }, heard: '{{digits.card}}' });
const told = (...turns: Parameters<typeof messagesOf>[1]) =>
  messagesOf('Namaste.', turns.slice(0, -1), turns.at(-1)!).slice(1);

describe('what the model is told of keyed digits', () => {
  it('is their name and their number where they are private', () => {
    expect(told(collected({}))).toEqual([{ role: 'user', text: '(keyed card: {{digits.card}}, 16 digits)' }]);
  });

  it('is the digits themselves where they are not', () => {
    expect(told(collected({ count: 4, digits: '4711' }))).toMatchObject([
      { text: '(keyed card: 4711, 4 digits)' },
    ]);
  });

  it('is that there were none', () => {
    expect(told(collected({ count: 0 }))[0]?.text).toContain('keyed nothing');
  });
});

describe('a transfer that failed', () => {
  const replied = aTurn({ heard: 'A human!', parts: [{ key: 'a', text: 'I connect you.', durationMs: 1 }] });
  const after = (turn: number, failedTransfers: number) =>
    aTurn({ turn, heard: 'Well?', failedTransfers, parts: [{ key: 'b', text: 'Sorry.', durationMs: 1 }] });

  it('is told before what the caller says next, and once', () => {
    const messages = told(replied, after(2, 1), after(3, 1));
    expect(messages[2]?.text).toMatch(/^\(The transfer failed: nobody took the call\..*\)\nWell\?$/);
    expect(messages[4]?.text).toBe('Well?');
  });

  it('that fails again is not to be tried any more', () => {
    expect(told(replied, after(2, 1), after(3, 2))[4]?.text).toContain('Do not transfer any more');
  });
});
