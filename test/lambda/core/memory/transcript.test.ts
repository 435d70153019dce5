import { transcriptOf } from '../../../../lambda/core/memory/transcript';
import { newConversation } from '../../../../lambda/core/conversation/state';
import { aTurn, replyParts } from '../../../builders/turn';

const reply = { status: 'replied', parts: replyParts('One two.', 'Three four.') } as const;

it('tells of replies that were stopped, or during which the caller hung up, only what was heard', () => {
  const turns = [
    aTurn({ turn: 1, heard: 'First?', ...reply }),
    aTurn({ turn: 2, heard: 'Second?', ...reply, cut: { turn: 1, parts: 2, leftMs: 500 } }),
    aTurn({ turn: 3, heard: 'Third?', ...reply }),
  ];
  const conversation = { ...newConversation(0), cut: { turn: 3, parts: 0, leftMs: 0 } };
  const lines = transcriptOf(conversation, turns);
  expect(lines.map(({ speaker, text }) => `${speaker}: ${text}`)).toEqual([
    'caller: First?',
    'agent: One two. Three –',
    'caller: Second?',
    'agent: One two. Three four.',
    'caller: Third?',
  ]);
});
