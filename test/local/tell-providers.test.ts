import { tellProviders } from '../../local/tell-providers';

const SIMULATED = [
  { agent: 'reception', port: 'stt' as const, reference: 'openai/gpt-4o-mini-transcribe' },
  { agent: 'reception', port: 'llm' as const, reference: 'openai-compatible/llama' },
  { agent: 'night', port: 'tts' as const, reference: 'openai/gpt-4o-mini-tts' },
];

it("names an agent's simulated providers, and the variables that make them real", () => {
  expect(tellProviders(SIMULATED, 'reception')).toEqual([
    'Simulated: speech to text (openai/gpt-4o-mini-transcribe), language model (openai-compatible/llama).',
    'For the real ones put OPENAI_API_KEY and OPENAI_COMPATIBLE_API_KEY into .env.',
  ]);
});

it('says that they are real where none is simulated', () => {
  expect(tellProviders(SIMULATED, 'day')).toEqual(['The providers are the real ones.']);
});
