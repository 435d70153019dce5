import { elevenLabs } from '../../../../lambda/adapters/providers/elevenlabs';
import { FakeElevenLabs } from '../../../fakes/elevenlabs';
import { failureOf, HTTP_ERRORS, NEVER, ScriptedKeys } from './faults-contract';
import { sttContract } from './stt-contract';
import { ttsContract, wavNonsense, wavShapes } from './tts-contract';

const VOICE = 'JBFqnCBsd6RMkjVDRZzb';
const ELEVENLABS = {
  provider: 'elevenlabs',
  build: elevenLabs,
  goodKey: 'xi-good',
  open: () => FakeElevenLabs.open(),
};

sttContract({
  ...ELEVENLABS,
  model: 'scribe_v2',
  told: { 'en-IN': 'en', 'hi-IN': 'hi' },
  lacking: { language: 'kok-IN', outcome: 'is refused' },
  nonsense: ['no JSON', '', 'null', '{}', '{"text": null}', '[]'],
});

const MODEL = 'eleven_flash_v2_5';
ttsContract({
  ...ELEVENLABS,
  model: MODEL,
  voice: VOICE,
  told: {
    'en-IN': { model: MODEL, voice: VOICE, language: 'en' },
    'hi-IN': { model: MODEL, voice: VOICE, language: 'hi' },
  },
  withoutVoice: 'is refused',
  unknownVoice: 'nobody/../here',
  shapes: wavShapes,
  nonsense: wavNonsense,
  errors: [
    ...HTTP_ERRORS,
    // Where others answer 402. Another key of the same account does not help, and it does not say "key".
    { fault: { status: 401, code: 'quota_exceeded' }, kind: 'refused' },
  ],
});

it('tells no language to a model that refuses one', async () => {
  const fake = await FakeElevenLabs.open();
  const keys = new ScriptedKeys(['xi-good']);
  const { tts } = elevenLabs({ provider: 'elevenlabs', keys, baseUrl: fake.baseUrl });
  const model = 'eleven_multilingual_v2';
  const voice = { tts: `elevenlabs/${model}`, voice: VOICE, language: 'hi-IN' };
  await tts!(model).speak({ text: 'नमस्ते', voice, signal: NEVER });
  expect(fake.spoken).toEqual([{ model, text: 'नमस्ते', voice: VOICE, language: undefined }]);
  await fake.close();
});

it('says which setting names the voice', async () => {
  const { tts } = elevenLabs({
    provider: 'elevenlabs',
    keys: new ScriptedKeys([]),
    baseUrl: 'http://127.0.0.1:1',
  });
  const voice = { tts: `elevenlabs/${MODEL}`, voice: undefined, language: 'en-IN' };
  const error = await failureOf(tts!(MODEL).speak({ text: 'Hello.', voice, signal: NEVER }));
  expect(error.message).toContain("set the agent's voice to a voice id");
});

it("names the provider's own word for an error", async () => {
  const fake = await FakeElevenLabs.open();
  fake.faults.push({ status: 402, code: 'quota_exceeded' });
  const { tts } = elevenLabs({
    provider: 'elevenlabs',
    keys: new ScriptedKeys(['xi-good']),
    baseUrl: fake.baseUrl,
  });
  const voice = { tts: 'elevenlabs/eleven_flash_v2_5', voice: VOICE, language: 'en-IN' };
  const error = await failureOf(tts!('eleven_flash_v2_5').speak({ text: 'Hello.', voice, signal: NEVER }));
  expect(error.message).toBe('elevenlabs: it answered 402 (quota_exceeded)');
  await fake.close();
});
