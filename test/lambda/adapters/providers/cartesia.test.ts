import { cartesia } from '../../../../lambda/adapters/providers/cartesia';
import { FakeCartesia } from '../../../fakes/cartesia';
import { failureOf, NEVER, ScriptedKeys } from './faults-contract';
import { ttsContract, wavNonsense, wavShapes } from './tts-contract';

const VOICE = '694f9389-aac1-45b6-b726-9d9369183238';

ttsContract({
  provider: 'cartesia',
  build: cartesia,
  goodKey: 'sk_car_good',
  open: () => FakeCartesia.open(),
  model: 'sonic-3',
  voice: VOICE,
  told: {
    'en-IN': { model: 'sonic-3', voice: VOICE, language: 'en' },
    'hi-IN': { model: 'sonic-3', voice: VOICE, language: 'hi' },
  },
  withoutVoice: 'is refused',
  unknownVoice: '00000000-0000-0000-0000-000000000000',
  shapes: wavShapes,
  nonsense: wavNonsense,
});

it("names the provider's own word for an error", async () => {
  const fake = await FakeCartesia.open();
  fake.faults.push({ status: 402, code: 'quota_exceeded' });
  const { tts } = cartesia({
    provider: 'cartesia',
    keys: new ScriptedKeys(['sk_car_good']),
    baseUrl: fake.baseUrl,
  });
  const voice = { tts: 'cartesia/sonic-3', voice: VOICE, language: 'en-IN' };
  const error = await failureOf(tts!('sonic-3').speak({ text: 'Hello.', voice, signal: NEVER }));
  expect(error.message).toBe('cartesia: it answered 402 (quota_exceeded)');
  await fake.close();
});
