import type { KeyRing } from '../../../lambda/core/ports';
import { standIns } from '../../../local/sim/stand-ins';
import { anAgent } from '../../builders/agent';

/** Keys of a test, by provider. */
const ring = (keys: Record<string, string>): KeyRing => ({ key: async (provider) => keys[provider] });

const agent = anAgent({ stt: 'openai/stt', llm: 'openai-compatible/llama', tts: 'openai/tts' });

it('replaces each provider that has no key, and tells which', async () => {
  const { agents, replaced } = await standIns({ agents: [agent], providers: {} }, ring({}));
  expect(agents).toEqual([{ ...agent, stt: 'sim/stt', llm: 'sim/llm', tts: 'sim/tts' }]);
  expect(replaced).toEqual([
    { agent: 'reception', port: 'stt', reference: 'openai/stt' },
    { agent: 'reception', port: 'llm', reference: 'openai-compatible/llama' },
    { agent: 'reception', port: 'tts', reference: 'openai/tts' },
  ]);
});

it('replaces only what lacks a key', async () => {
  const { agents, replaced } = await standIns({ agents: [agent], providers: {} }, ring({ openai: 'k' }));
  expect(agents[0]).toEqual({ ...agent, llm: 'sim/llm' });
  expect(replaced.map(({ port }) => port)).toEqual(['llm']);
});

it('leaves a provider alone that wants no key', async () => {
  const providers = { 'openai-compatible': { baseUrl: 'http://127.0.0.1:11434/v1', key: false } };
  const { agents } = await standIns({ agents: [agent], providers }, ring({ openai: 'k' }));
  expect(agents).toEqual([agent]);
});

it('has nothing to tell of an agent that is simulated by its own config', async () => {
  const simulated = anAgent();
  expect(await standIns({ agents: [simulated], providers: {} }, ring({}))).toEqual({
    agents: [simulated],
    replaced: [],
  });
});
