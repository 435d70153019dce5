import { callEnded, callEndedOf } from '../../../../lambda/core/memory/call-ended';
import { latencyOf } from '../../../../lambda/core/memory/latency';
import { transcriptOf } from '../../../../lambda/core/memory/transcript';
import { newConversation } from '../../../../lambda/core/conversation/state';
import { aTurn, replyParts } from '../../../builders/turn';
import { aPolicy } from '../../../builders/policy';

const RECORD = {
  callId: 'call-1',
  startedAt: 1_000_000,
  endedAt: 1_090_500,
  outcome: 'agent-ended' as const,
};
const turns = [
  aTurn({
    heard: 'When are you open?',
    status: 'replied',
    parts: replyParts('At nine.', 'Every day.'),
    tools: [{ name: 'find_hours', status: 'done', ms: 20 }],
    claimedAt: 1_010_000,
    timings: { heard: 300, firstAudio: 900 },
  }),
  aTurn({
    turn: 2,
    input: { kind: 'digits', digits: '42' },
    heard: '42',
    claimedAt: 1_020_000,
    timings: { heard: 1 },
  }),
  aTurn({ turn: 3, heard: '', status: 'silent', claimedAt: 1_030_000, timings: { heard: 500 } }),
];

it('tells what is known of the call, and the same id each time', () => {
  const event = callEndedOf({ record: { ...RECORD, wrapUpBy: 'somebody' }, turns, transcript: undefined });
  expect(callEnded.parse(event)).toEqual({
    version: 1,
    id: 'call-1',
    ...RECORD,
    durationSeconds: 90.5,
    turns: 2,
    tools: [{ turn: 1, name: 'find_hours', status: 'done' }],
  });
});

it('tells who said what, and when', () => {
  const conversation = { ...newConversation(1_000_000), policy: aPolicy({ greeting: 'Namaste.' }) };
  expect(transcriptOf(conversation, turns)).toEqual([
    { at: 1_000_000, speaker: 'agent', text: 'Namaste.' },
    { at: 1_010_000, speaker: 'caller', text: 'When are you open?' },
    { at: 1_010_900, speaker: 'agent', text: 'At nine. Every day.' },
    { at: 1_020_000, speaker: 'caller', text: '(keyed 42)' },
  ]);
  expect(transcriptOf(undefined, [])).toEqual([]);
});

it('cuts a transcript that does not fit into an event, and says so', () => {
  const line = { at: 1, speaker: 'caller' as const, text: 'हाँ '.repeat(1000) };
  const event = callEndedOf({ record: RECORD, turns, transcript: Array(60).fill(line) as (typeof line)[] });
  expect(event.transcriptCut).toBe(true);
  expect(event.transcript!.length).toBeGreaterThan(20);
  expect(Buffer.byteLength(JSON.stringify(event))).toBeLessThanOrEqual(250 * 1024);
  expect(callEndedOf({ record: RECORD, turns, transcript: [line] })).not.toHaveProperty('transcriptCut');
});

it('tells the middle and the longest time of each stage', () => {
  expect(latencyOf(turns)).toEqual({ firstAudio: { p50: 900, max: 900 }, heard: { p50: 300, max: 500 } });
  expect(latencyOf([])).toEqual({});
});
