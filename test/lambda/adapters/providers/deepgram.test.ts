import { deepgram } from '../../../../lambda/adapters/providers/deepgram';
import { wavOfLine } from '../../../../lambda/core/speech/wav';
import { FakeDeepgram } from '../../../fakes/deepgram';
import { failureOf, NEVER, ScriptedKeys } from './faults-contract';
import { sttContract } from './stt-contract';
import { ttsContract, wavNonsense, wavShapes } from './tts-contract';

const RECORDING = wavOfLine(new Int16Array(1600).fill(1000));
const DEEPGRAM = {
  provider: 'deepgram',
  build: deepgram,
  goodKey: 'dg-good',
  open: () => FakeDeepgram.open(),
};

sttContract({
  ...DEEPGRAM,
  model: 'nova-3',
  told: { 'en-IN': 'en-IN', 'hi-IN': 'hi' },
  lacking: { language: 'kok-IN', outcome: 'is refused' },
  nonsense: [
    'no JSON',
    '',
    'null',
    '{"metadata": {}}',
    '{"results": {"channels": []}}',
    '{"results": {"channels": [{"alternatives": []}]}}',
    '{"results": {"channels": [{"alternatives": [{"confidence": 1}]}]}}',
  ],
});

const MODEL = 'aura-2-thalia-en';
ttsContract({
  ...DEEPGRAM,
  model: MODEL,
  voice: undefined,
  told: {
    'en-IN': { model: MODEL, voice: undefined, language: undefined },
    'hi-IN': { model: MODEL, voice: undefined, language: undefined },
  },
  withoutVoice: 'is spoken',
  unknownVoice: 'thalia',
  shapes: wavShapes,
  nonsense: wavNonsense,
});

describe('the languages of the recogniser', () => {
  it.each([
    ['en-GB', 'en-GB'],
    ['en-ZA', 'en'],
    ['hi-Latn-IN', 'multi'],
    ['es-MX', 'es'],
    ['ta-IN', 'ta'],
  ])('%s is asked for as %s', async (language, told) => {
    const fake = await FakeDeepgram.open();
    const { stt } = deepgram({
      provider: 'deepgram',
      keys: new ScriptedKeys(['dg-good']),
      baseUrl: fake.baseUrl,
    });
    await stt!('nova-3').transcribe({ wav: RECORDING, language, signal: NEVER });
    expect(fake.heard[0]!.language).toBe(told);
    await fake.close();
  });
});

it('says how to name a voice', async () => {
  const { tts } = deepgram({
    provider: 'deepgram',
    keys: new ScriptedKeys(['dg-good']),
    baseUrl: 'http://127.0.0.1:1',
  });
  const voice = { tts: `deepgram/${MODEL}`, voice: 'thalia', language: 'en-IN' };
  const error = await failureOf(tts!(MODEL).speak({ text: 'Hello.', voice, signal: NEVER }));
  expect(error.message).toContain('deepgram/aura-2-<voice>-<language>');
});

it("names the provider's own word for an error", async () => {
  const fake = await FakeDeepgram.open();
  fake.faults.push({ status: 402, code: 'ASR_PAYMENT_REQUIRED' });
  const { tts } = deepgram({
    provider: 'deepgram',
    keys: new ScriptedKeys(['dg-good']),
    baseUrl: fake.baseUrl,
  });
  const voice = { tts: 'deepgram/aura-2-thalia-en', voice: undefined, language: 'en-IN' };
  const error = await failureOf(tts!('aura-2-thalia-en').speak({ text: 'Hello.', voice, signal: NEVER }));
  expect(error.message).toBe('deepgram: it answered 402 (ASR_PAYMENT_REQUIRED)');
  await fake.close();
});
