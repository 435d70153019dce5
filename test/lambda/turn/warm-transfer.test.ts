import type { ModelToolCall } from '../../../lambda/core/ports';
import { anAgent } from '../../builders/agent';
import { aBench, aReplyJob } from '../../builders/turn-worker';
import { HANGS, voiceOfText } from '../../fakes/providers';

const SUMMARY = 'Asha asks for a refund.';
const agent = anAgent({
  tools: [{ type: 'transfer', to: '+918041234567', when: 'the caller asks for a human', warm: true }],
});
const transfer: ModelToolCall = { type: 'tool-call', name: 'transfer_call', args: { summary: SUMMARY } };
const thinks = [['I will connect you.', transfer]];
const KEY = 'calls/call-1/turn-0001/whisper.wav';

it('has the summary spoken in the voice of the agent, beside what the caller hears', async () => {
  const { worker, store, audio, tts } = aBench({ agent, thinks });
  await worker(aReplyJob());
  const turn = await store.findTurn('call-1', 1);
  expect(turn?.parts.map(({ text }) => text)).toEqual(['I will connect you.']);
  expect(turn?.next).toMatchObject({ type: 'transfer', whisper: { key: KEY, text: SUMMARY } });
  expect(audio.objects.get(KEY)).toEqual(voiceOfText(SUMMARY));
  expect(new Set(tts.requests.map(({ voice }) => JSON.stringify(voice))).size).toBe(1);
});

it('lets the caller hear the announcement while the summary is made', async () => {
  const { worker, store } = aBench({
    agent,
    thinks,
    speaks: (text) => (text === SUMMARY ? 2000 : 0),
  });
  await worker(aReplyJob());
  const saved = store.saves.map(({ parts, next }) => `${parts.length} ${next?.type ?? 'and more'}`);
  expect(saved.slice(-2)).toEqual(['1 and more', '1 transfer']);
});

it.each([
  ['fails', new Error('no voice')],
  ['hangs', HANGS],
] as const)('connects the caller all the same when the voice of the summary %s', async (_, course) => {
  const { worker, store, log } = aBench({ agent, thinks, speaks: (text) => (text === SUMMARY ? course : 0) });
  await worker(aReplyJob());
  expect((await store.findTurn('call-1', 1))?.next).toEqual({ type: 'transfer', to: '+918041234567' });
  expect(log.messages('warn')).toContain('the summary for a human could not be spoken');
  expect(log.public).not.toContain(SUMMARY);
});

it('makes no clip of a summary, which belongs to one call', async () => {
  const { worker, store, audio } = aBench({ agent, thinks });
  await worker(aReplyJob());
  expect([...audio.objects.keys()].filter((key) => key.startsWith('clips/'))).toEqual([]);
  expect(await store.findClips([KEY])).toEqual(new Map());
});
