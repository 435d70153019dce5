import { messagesOf } from '../../../lambda/turn/messages';
import { aTurn, replyParts } from '../../builders/turn';

const now = aTurn({ turn: 3, heard: 'At ten, please.' });

it('begins with the greeting and ends with what the caller says now', () => {
  expect(messagesOf('Namaste.', [], now)).toEqual([
    { role: 'assistant', text: 'Namaste.' },
    { role: 'user', text: 'At ten, please.' },
  ]);
});

it('tells a reply of several parts as one message', () => {
  const earlier = aTurn({ heard: 'Hello?', parts: replyParts('Hello.', 'How can I help?') });
  expect(messagesOf('Namaste.', [earlier], now)[2]).toEqual({
    role: 'assistant',
    text: 'Hello. How can I help?',
  });
});

it('tells of a reply that a key has stopped only what was heard, whatever piece of the answer says so', () => {
  const stopped = aTurn({ heard: 'Hello?', parts: replyParts('Hello.', 'How can I help you today?') });
  const cut = { turn: 1, parts: 2, leftMs: 500 };
  const pieces = [stopped, aTurn({ turn: 2, status: 'unfinished', heard: 'I come', cut })];
  expect(messagesOf('', pieces, now)).toEqual([
    { role: 'user', text: 'Hello?' },
    { role: 'assistant', text: 'Hello. How can I –' },
    { role: 'user', text: 'I come At ten, please.' },
  ]);
});

it('joins what the caller said in turns that got no reply', () => {
  const failed = aTurn({ status: 'failed', heard: 'I need an appointment.' });
  expect(messagesOf('Namaste.', [failed], now).slice(1)).toEqual([
    { role: 'user', text: 'I need an appointment.\nAt ten, please.' },
  ]);
});

it('leaves out turns in which nothing was said', () => {
  const silent = aTurn({ status: 'silent', heard: '' });
  expect(messagesOf('', [silent], now)).toEqual([{ role: 'user', text: 'At ten, please.' }]);
});

it('tells digits as keyed', () => {
  const keyed = aTurn({ input: { kind: 'digits', digits: '42' }, heard: '42' });
  expect(messagesOf('', [], keyed)).toEqual([{ role: 'user', text: '(keyed 42)' }]);
});

it('tells what the caller said in pieces as one utterance', () => {
  const pieces = [
    aTurn({ turn: 1, status: 'unfinished', heard: 'My number is.' }),
    aTurn({ turn: 2, status: 'unfinished', heard: 'nine eight' }),
  ];
  expect(messagesOf('', pieces, aTurn({ turn: 3, heard: 'seven six' }))).toEqual([
    { role: 'user', text: 'My number is nine eight seven six' },
  ]);
});

it('tells half a sentence as it is when the caller said no more, or keyed the rest', () => {
  const half = aTurn({ turn: 1, status: 'unfinished', heard: 'My number is' });
  expect(messagesOf('', [half], aTurn({ turn: 2, heard: '' }))).toEqual([
    { role: 'user', text: 'My number is' },
  ]);
  const keyed = aTurn({ turn: 2, input: { kind: 'digits', digits: '42' }, heard: '42' });
  expect(messagesOf('', [half], keyed)).toEqual([{ role: 'user', text: 'My number is\n(keyed 42)' }]);
});
