import { clipKeyOf } from '../../../lambda/core/speech/clips';
import { phrasesFor } from '../../../lambda/core/speech/phrases';
import { createHash } from 'node:crypto';
import { anAgent } from '../../builders/agent';
import { actionDone, CALL_ID, hangUp, newCall, recorded } from '../../builders/sma-event';
import { replyParts } from '../../builders/turn';
import { CallDesk, noteTurn, type Worker } from './call-desk';

const agent = anAgent({ voice: 'asha', languages: [{ language: 'hi-IN', voice: 'meera' }] });
const hindi = phrasesFor('hi');

/** Answers in Hindi, and renders what it is asked to. */
const answering =
  (parts: string[]): Worker =>
  async (job, desk) => {
    if (job.kind === 'render') for (const { key } of job.clips) await desk.kept.saveClip(key, 700);
    const reply = { parts: replyParts(...parts), language: 'hi-IN', next: { type: 'listen' as const } };
    await noteTurn(desk, job, { status: 'replied', ...reply });
  };

const hindiClip = (text: string) =>
  clipKeyOf(text, { tts: 'sim/voice', voice: 'meera', language: 'hi-IN' }, (content) =>
    createHash('sha256').update(content).digest('hex'),
  );

test('a call that goes over to Hindi has its phrases, its voice and its turns in Hindi from then on', async () => {
  const desk = new CallDesk({ agent, worker: answering(['ज़रूर।']) });
  await desk.send(newCall());
  expect(desk.turns.jobsOf('reply')).toEqual([]);
  await desk.send(recorded(2));
  expect(desk.kept.snapshots.get(CALL_ID)?.engagement?.voice).toEqual({
    tts: 'sim/voice',
    voice: 'meera',
    language: 'hi-IN',
  });
  const rendered = desk.turns.jobsOf('render').at(-1);
  expect(rendered?.voice.language).toBe('hi-IN');
  expect(rendered?.clips.map(({ text }) => text)).toEqual(expect.arrayContaining([hindi.sorry, 'जी,']));
  await desk.send(recorded(3));
  expect(desk.turns.jobsOf('reply').map(({ language }) => language)).toEqual(['en-IN', 'hi-IN']);
});

test('the wish for Hindi is confirmed in its own voice, which is waited for', async () => {
  const desk = new CallDesk({ agent, worker: answering([]) });
  await desk.send(newCall());
  expect(await desk.send(recorded(2))).toContain(hindiClip(hindi.switched));
});

test('a reply is played although the agent cannot be read', async () => {
  const desk = new CallDesk({ agent, worker: answering(['ज़रूर।']) });
  await desk.send(newCall());
  desk.directory.findAgent = () => Promise.reject(new Error('the table failed'));
  expect(await desk.send(recorded(2))).toContain('replies/0.wav');
  expect(desk.kept.snapshots.get(CALL_ID)?.engagement?.voice.language).toBe('en-IN');
  expect(desk.log.messages('error')).toContain('language not changed');
});

test('what was done about the recording stands in the record of the call', async () => {
  const desk = new CallDesk({ agent: anAgent({ recording: { mode: 'notice' } }) });
  await desk.send(newCall());
  await desk.send(actionDone(2, 'RecordAudio', {}));
  await desk.send(hangUp(3));
  expect(desk.kept.calls.get(CALL_ID)?.recording).toBe('noticed');
});
