import { ProviderError } from '../../../lambda/core/errors';
import { ringbackOf } from '../../../lambda/core/speech/ringback';
import { aBench } from '../../builders/turn-worker';
import { HANGS, voiceOfText } from '../../fakes/providers';

const RINGBACK = 'clips/ringback-in.wav';
const renderJob = (...texts: string[]) => ({
  kind: 'render',
  voice: { tts: 'sim/voice', voice: 'coral', language: 'en-IN' },
  clips: texts.map((text) => ({ key: `clips/${text}.wav`, text })),
});

it('renders each clip under its key and notes that it is there, and how long it is', async () => {
  const { worker, audio, store, tts } = aBench();
  await worker(renderJob('Goodbye', 'One moment'));
  expect(audio.objects.get('clips/Goodbye.wav')).toEqual(voiceOfText('Goodbye'));
  expect([...store.clips]).toEqual([
    ['clips/Goodbye.wav', 70],
    ['clips/One moment.wav', 100],
    [RINGBACK, 120_000],
  ]);
  expect(tts.requests[0]?.voice).toEqual({ tts: 'sim/voice', voice: 'coral', language: 'en-IN' });
});

it('pays for no clip that is there already', async () => {
  const { worker, store, tts } = aBench();
  await worker(renderJob('Goodbye'));
  await worker(renderJob('Goodbye', 'One moment'));
  await worker(renderJob('Goodbye', 'One moment'));
  expect(tts.requests.map(({ text }) => text)).toEqual(['Goodbye', 'One moment']);
  await store.forgetClip('clips/Goodbye.wav');
  await worker(renderJob('Goodbye'));
  expect(tts.requests).toHaveLength(3);
});

it('renders two clips at once and no more', async () => {
  const { worker, tts, clock } = aBench({ speaks: () => 100 });
  const began = clock.now();
  await worker(renderJob('a', 'b', 'c', 'd', 'e'));
  expect(tts.mostAtOnce).toBe(2);
  expect(clock.now() - began).toBe(300);
});

it('goes on with the others when a clip fails or hangs', async () => {
  const { worker, store, log } = aBench({
    speaks: (text) => {
      if (text === 'bad') return new ProviderError('voice', 'refused', 'it answered 400');
      return text === 'stuck' ? HANGS : 0;
    },
  });
  await worker(renderJob('bad', 'stuck', 'good'));
  expect([...store.clips.keys()]).toEqual(['clips/good.wav', RINGBACK]);
  expect(log.entries.map(({ message, fields }) => [message, fields])).toEqual([
    ['a clip could not be rendered', { clip: 'clips/bad.wav', reason: 'voice: it answered 400' }],
    ['a clip could not be rendered', { clip: 'clips/stuck.wav', reason: 'it took longer than 30 s' }],
  ]);
});

it('does not note a clip that could not be written', async () => {
  const { worker, store, audio } = aBench();
  audio.broken.add('clips/a.wav');
  await worker(renderJob('a', 'b'));
  expect([...store.clips.keys()]).toEqual(['clips/b.wav', RINGBACK]);
});

describe('the tone that callers hear while another telephone rings', () => {
  it('is made with the clips, or alone where they are there, and once', async () => {
    const { worker, audio, store, tts } = aBench();
    await worker(renderJob());
    expect([...store.clips]).toEqual([[RINGBACK, 120_000]]);
    expect(audio.objects.get(RINGBACK)).toEqual(ringbackOf('en-IN').wav());
    expect(tts.requests).toEqual([]);
    audio.broken.add(RINGBACK);
    await worker(renderJob('Goodbye'));
    expect([...store.clips.keys()]).toEqual([RINGBACK, 'clips/Goodbye.wav']);
  });

  it('is told of where it cannot be written, and not noted', async () => {
    const { worker, audio, store, log } = aBench();
    audio.broken.add(RINGBACK);
    await worker(renderJob('Goodbye'));
    expect([...store.clips.keys()]).toEqual(['clips/Goodbye.wav']);
    expect(log.entries).toMatchObject([
      { message: 'the ringing tone could not be made', fields: { clip: RINGBACK } },
    ]);
  });
});
