import { ReplyVoice } from '../../../../lambda/core/providers/text-to-speech';
import { anAsking, failing } from '../../../builders/asking';
import { HANGS, ScriptedTextToSpeech, voiceOfText, type Speaking } from '../../../fakes/providers';

const VOICE = { tts: 'sim/a', voice: 'asha', language: 'hi-IN' };

function voices(...scripts: Speaking[]) {
  const process = anAsking('tts', 4000);
  const { clock, asking, attempts } = process;
  const names = ['sim/a', 'sim/b', 'sim/c'];
  const ports = scripts.map((speaking) => new ScriptedTextToSpeech(clock, speaking));
  const candidates = ports.map((port, i) => ({ reference: names[i]!, port }));
  const aReply = () => new ReplyVoice(candidates, asking);
  const reply = aReply();
  const speak = (text: string, signal = new AbortController().signal, by = reply) =>
    by.speak({ text, voice: VOICE, signal });
  /** What each provider was asked to say. */
  const asked = () => ports.map(({ requests }) => requests.map(({ text }) => text));
  const spokenBy = () => attempts.filter(({ outcome }) => outcome === 'answered').map((a) => a.provider);
  return { ...process, ports, aReply, speak, asked, spokenBy };
}

const down = () => failing('unavailable');

it('speaks with the first that can', async () => {
  const { speak, asked, tried } = voices(
    () => 100,
    () => 0,
  );
  expect(await speak('One.')).toEqual(voiceOfText('One.'));
  expect(asked()).toEqual([['One.'], []]);
  expect(tried()).toEqual(['sim/a answered 100']);
});

it('speaks with the next when one fails or takes too long', async () => {
  const { speak, tried } = voices(
    () => down(),
    () => HANGS,
    () => 0,
  );
  expect(await speak('One.')).toEqual(voiceOfText('One.'));
  expect(tried()).toEqual(['sim/a unavailable 0', 'sim/b timeout 4000', 'sim/c answered 0']);
});

it('stays with a voice for the rest of the reply, and goes back to its own in the next', async () => {
  const { speak, asked, aReply } = voices(
    (text) => (text === 'Two.' ? failing('refused') : 0),
    () => 0,
  );
  for (const text of ['One.', 'Two.', 'Three.']) await speak(text);
  expect(asked()).toEqual([
    ['One.', 'Two.'],
    ['Two.', 'Three.'],
  ]);
  await speak('Four.', undefined, aReply());
  expect(asked()[0]).toEqual(['One.', 'Two.', 'Four.']);
});

it('speaks later sentences that are under way anew when a voice fails, but not those before', async () => {
  const { speak, tried, spokenBy, ports } = voices(
    (text) => (text === 'Two.' ? down() : 1000),
    () => 10,
  );
  const spoken = await Promise.all([speak('One.'), speak('Two.'), speak('Three.')]);
  expect(spoken).toEqual(['One.', 'Two.', 'Three.'].map(voiceOfText));
  expect(tried()).toEqual([
    'sim/a unavailable 0',
    'sim/a stopped 0',
    'sim/b answered 10',
    'sim/b answered 10',
    'sim/a answered 1000',
  ]);
  expect(spokenBy()).toEqual(['sim/b', 'sim/b', 'sim/a']);
  const stopped = ports[0]!.requests.find(({ text }) => text === 'Three.');
  expect(stopped!.signal.aborted).toBe(true);
});

it('gives a voice up once when several sentences fail with it', async () => {
  const { speak, asked } = voices(
    () => down(),
    () => 0,
    () => 0,
  );
  await Promise.all([speak('One.'), speak('Two.'), speak('Three.')]);
  expect(asked()[1]).toHaveLength(3);
  expect(asked()[2]).toEqual([]);
});

it('asks no provider twice for the same sentence', async () => {
  const { speak, asked } = voices(
    (text) => (text === 'Two.' ? down() : 3000),
    (text) => (text === 'One.' ? down() : 0),
    () => 0,
  );
  await Promise.all([speak('One.'), speak('Two.')]);
  for (const texts of asked()) expect(new Set(texts).size).toBe(texts.length);
});

it('fails with all failures when no voice is left, for every sentence of the reply', async () => {
  const { speak } = voices(
    () => down(),
    () => failing('refused'),
  );
  const all = 'no tts provider answered: sim: it failed; sim: it failed';
  await expect(speak('One.')).rejects.toThrow(all);
  await expect(speak('Two.')).rejects.toThrow(all);
});

it('ends at once when its caller stops, which is no failure of the voice', async () => {
  const { speak, clock, tried, store, breakers, asked } = voices(
    () => HANGS,
    () => 0,
  );
  const stop = new AbortController();
  void clock.sleep(500).then(() => stop.abort(new Error('the caller has hung up')));
  const both = await Promise.allSettled([speak('One.', stop.signal), speak('Two.', stop.signal)]);
  await breakers.told();
  expect(both.map((end) => end.status === 'rejected' && (end.reason as Error).message)).toEqual([
    'the caller has hung up',
    'the caller has hung up',
  ]);
  expect(tried()).toEqual(['sim/a stopped 500', 'sim/a stopped 500']);
  expect(asked()[1]).toEqual([]);
  expect(store.writes).toBe(0);
});
