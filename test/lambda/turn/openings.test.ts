import { clipOf } from '../../../lambda/adapters/clip-of';
import { voiceOf } from '../../../lambda/core/agents/agent';
import { anAgent } from '../../builders/agent';
import { aBench, aReplyJob, type Course } from '../../builders/turn-worker';

const AGENT = anAgent();
const YES = clipOf('Yes,', voiceOf(AGENT)).key;
const REPLY = 'Yes, we are open on Saturday. The doctors see patients from nine.';

async function replyOf(course: Course, openings: [key: string, ms: number][] = [[YES, 400]]) {
  const bench = aBench({ agent: AGENT, ...course });
  for (const [key, ms] of openings) await bench.store.saveClip(key, ms);
  await bench.worker(aReplyJob());
  const turn = await bench.store.findTurn('call-1', 1);
  return { ...bench, turn, asked: bench.tts.requests.map(({ text }) => text) };
}

/** As models stream: word by word. */
const streamed = (reply: string, waitMs = 0) =>
  reply.split(/(?=\s)/).flatMap((text) => (waitMs > 0 ? [{ waitMs }, text] : [text]));

it('begins with what lies ready while the rest of its sentence is spoken', async () => {
  const { turn, asked, store } = await replyOf({ thinks: [streamed(REPLY)], speaks: () => 300 });
  expect(turn?.parts).toMatchObject([
    { key: YES, text: 'Yes,', durationMs: 400 },
    { key: 'calls/call-1/turn-0001/part-02.wav', text: 'we are open on Saturday.' },
    { key: 'calls/call-1/turn-0001/part-03.wav', text: 'The doctors see patients from nine.' },
  ]);
  expect(turn?.timings).toMatchObject({ firstAudio: 0 });
  expect(store.saves.map(({ parts }) => parts.length)).toEqual([0, 1, 2, 3]);
  expect(asked).toEqual(['we are open on Saturday.', 'The doctors see patients from nine.']);
});

it('has the rest spoken as soon as its sentence seems to be over', async () => {
  const { turn } = await replyOf({ thinks: [streamed(REPLY, 100)], speaks: () => 100 });
  // The sixth word ends the sentence, the seventh shows it; the rest is spoken by then.
  expect(turn?.timings).toMatchObject({ firstSentence: 700, firstAudio: 700 });
});

it('asks for no speech at all where the opening is the whole reply', async () => {
  const { turn, asked } = await replyOf({ thinks: [['Yes.']] });
  expect(turn).toMatchObject({
    status: 'replied',
    parts: [{ key: YES, text: 'Yes.' }],
    next: { type: 'listen' },
  });
  expect(asked).toEqual([]);
});

it('begins no later sentence with it', async () => {
  const { turn } = await replyOf({ thinks: [streamed(`We are open. ${REPLY}`)] });
  expect(turn?.parts.map(({ text }) => text)).toEqual([
    'We are open.',
    'Yes, we are open on Saturday.',
    'The doctors see patients from nine.',
  ]);
});

it.each([
  ['another voice', [[clipOf('Yes,', { ...voiceOf(AGENT), voice: 'another' }).key, 400]]],
  ['nobody', []],
  ['this voice, but too short', [[YES, 100]]],
] as [string, [string, number][]][])(
  'is spoken whole where the opening lies ready of %s',
  async (_, ready) => {
    const { asked } = await replyOf({ thinks: [streamed(REPLY)] }, ready);
    expect(asked[0]).toBe('Yes, we are open on Saturday.');
  },
);

it('is spoken whole when it cannot be told what lies ready', async () => {
  const bench = aBench({ agent: AGENT, thinks: [streamed(REPLY)] });
  bench.store.findClips = () => Promise.reject(new Error('no table'));
  await bench.worker(aReplyJob());
  expect(bench.tts.requests[0]?.text).toBe('Yes, we are open on Saturday.');
  expect(bench.log.entries.map(({ message }) => message)).toContain('openings not found');
});

it('is in the voice of the language that the reply goes over to', async () => {
  const agent = anAgent({ languages: [{ language: 'hi-IN', voice: 'madhur' }] });
  const hindi = { ...voiceOf(agent), language: 'hi-IN', voice: 'madhur' };
  const { key } = clipOf('जी हाँ,', hindi);
  const { turn } = await replyOf(
    {
      agent,
      hears: ['क्या आप शनिवार को खुले हैं, कृपया बताइए'],
      thinks: [streamed('जी हाँ, हम शनिवार को खुले हैं।')],
    },
    [[key, 700]],
  );
  expect(turn).toMatchObject({
    language: 'hi-IN',
    parts: [{ key, text: 'जी हाँ,' }, { text: 'हम शनिवार को खुले हैं।' }],
  });
});
