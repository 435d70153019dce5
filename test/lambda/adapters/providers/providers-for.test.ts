import { providersFor, type Provider } from '../../../../lambda/adapters/providers';
import { PROVIDERS } from '../../../../lambda/core/agents/provider-reference';
import { ProviderError } from '../../../../lambda/core/errors';
import type { KeyRing } from '../../../../lambda/core/ports';
import { WallClock } from '../../../../local/clock';
import { FakeOpenAi } from '../../../fakes/openai';
import { ScriptedLanguageModel, ScriptedSpeechToText, ScriptedTextToSpeech } from '../../../fakes/providers';

const NO_KEYS: KeyRing = { key: () => Promise.resolve(undefined) };
const SIM = { stt: 'sim/ear', llm: 'sim/mind', tts: 'sim/voice' };
const COMPATIBLE = {
  stt: 'openai-compatible/whisper-1',
  llm: 'openai-compatible/gpt-4.1-mini',
  tts: 'openai-compatible/tts-1',
};

/** A provider that notes for which models it was asked. */
function aSimulation() {
  const built: string[] = [];
  const noted = <T>(port: string, make: () => T) => {
    return (model: string) => {
      built.push(`${port} ${model}`);
      return make();
    };
  };
  const provider: Provider = {
    stt: noted('stt', () => new ScriptedSpeechToText([])),
    llm: noted('llm', () => new ScriptedLanguageModel(new WallClock(), [])),
    tts: noted('tts', () => new ScriptedTextToSpeech(new WallClock())),
  };
  return { provider, built };
}

it('builds each reference once', async () => {
  const { provider, built } = aSimulation();
  const providers = providersFor({ keys: NO_KEYS, settings: {}, more: { sim: provider } });
  const [first, second] = await Promise.all([providers(SIM), providers({ ...SIM, llm: 'sim/other/mind' })]);
  const third = await providers(SIM);
  const all = [first, second, third].flatMap(({ stt, llm, tts }) => [stt, llm, tts]);
  expect(new Set(all).size).toBe(4);
  expect(built.sort()).toEqual(['llm mind', 'llm other/mind', 'stt ear', 'tts voice']);
  expect(second.stt).toBe(first.stt);
  expect(second.llm).not.toBe(first.llm);
});

it('says which providers there are when it is asked for another', async () => {
  const providers = providersFor({ keys: NO_KEYS, settings: {} });
  await expect(providers({ ...COMPATIBLE, stt: 'siri/one' })).rejects.toThrow(
    /^siri: this provider is unknown; use one of anthropic, .*, openai-compatible, .*, transcribe$/,
  );
});

it('gives a voice of a provider that has nothing else, and says so when more is asked of it', async () => {
  const voice = 'cartesia/sonic-3';
  const providers = await providersFor({ keys: NO_KEYS, settings: {} })({
    stt: voice,
    llm: voice,
    tts: voice,
  });
  expect(providers.tts).toHaveProperty('speak');
  expect(() => providers.llm).toThrow(new ProviderError('cartesia', 'refused', 'this provider has no llm'));
});

it('has a builder for every provider that an agent may name, and no other', async () => {
  for (const [name, ports] of Object.entries(PROVIDERS)) {
    if (name === 'sim') continue;
    const reference = `${name}/model`;
    const settings = { [name]: { baseUrl: 'http://127.0.0.1:9/v1' } };
    const build = providersFor({ keys: NO_KEYS, settings });
    const providers = await build({ stt: reference, llm: reference, tts: reference });
    const has = (['stt', 'llm', 'tts'] as const).filter((port) => {
      try {
        return providers[port];
      } catch {
        return false;
      }
    });
    expect([name, has]).toEqual([name, ports]);
  }
});

it('says that a compatible server needs an address', async () => {
  const providers = providersFor({ keys: NO_KEYS, settings: { 'openai-compatible': {} } });
  await expect(providers(COMPATIBLE)).rejects.toThrow('set providers.openai-compatible.baseUrl');
});

describe('a compatible server', () => {
  let server: FakeOpenAi;
  beforeEach(async () => {
    server = await FakeOpenAi.open();
    process.env['OPENAI_API_KEY'] = 'sk-of-somebody-else';
  });
  afterEach(async () => {
    delete process.env['OPENAI_API_KEY'];
    await server.close();
  });
  const speak = async (keys: KeyRing) => {
    const settings = { 'openai-compatible': { baseUrl: server.baseUrl } };
    const { tts } = await providersFor({ keys, settings })(COMPATIBLE);
    const voice = { tts: COMPATIBLE.tts, voice: undefined, language: 'en-IN' };
    return tts.speak({ text: 'Hello.', voice, signal: new AbortController().signal });
  };

  it('is sent no key where there is none, not even one from the environment', async () => {
    server.keys = [];
    await speak(NO_KEYS);
    expect(server.authorizations).toEqual([undefined]);
  });

  it('is sent its own key where there is one', async () => {
    await speak({ key: async (provider) => (provider === 'openai-compatible' ? 'sk-good' : 'sk-other') });
    expect(server.authorizations).toEqual(['Bearer sk-good']);
  });

  it('is called by its own name in an error', async () => {
    await expect(speak(NO_KEYS)).rejects.toThrow('openai-compatible: it answered 401 (invalid_api_key)');
  });
});
