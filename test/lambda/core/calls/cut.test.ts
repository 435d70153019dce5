import { heardOf } from '../../../../lambda/core/calls/cut';
import { replyParts } from '../../../builders/turn';

const turn = 3;
/** Three sentences of a second each. */
const reply = { turn, parts: replyParts('One two three four.', 'Five six.', 'Seven.') };

it.each([
  ['all of it, where nothing cut it short', undefined, 'One two three four. Five six. Seven.'],
  [
    'all of it, where another reply was cut',
    { turn: 2, parts: 0, leftMs: 0 },
    'One two three four. Five six. Seven.',
  ],
  ['what was handed to the line', { turn, parts: 2, leftMs: 0 }, 'One two three four. Five six. –'],
  ['half a sentence', { turn, parts: 2, leftMs: 1500 }, 'One two –'],
  ['the words that were begun with', { turn, parts: 3, leftMs: 1400 }, 'One two three four. Five –'],
  ['nothing, where nothing was played', { turn, parts: 0, leftMs: 0 }, ''],
  ['nothing, where not a word was over', { turn, parts: 1, leftMs: 990 }, ''],
  ['all of it, where all was heard', { turn, parts: 3, leftMs: 0 }, 'One two three four. Five six. Seven.'],
])('was heard: %s', (_, cut, heard) => {
  expect(heardOf(reply, [undefined, cut])).toBe(heard);
});
