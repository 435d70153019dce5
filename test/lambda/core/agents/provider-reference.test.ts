import {
  PROVIDERS,
  faultOfReference,
  providerReference,
  splitReference,
} from '../../../../lambda/core/agents/provider-reference';

describe('a provider reference', () => {
  test.each([
    ['openai/gpt-4.1-mini', 'openai', 'gpt-4.1-mini'],
    ['openai-compatible/meta-llama/llama-3:8b', 'openai-compatible', 'meta-llama/llama-3:8b'],
    ['sim/ear', 'sim', 'ear'],
  ])('%s is %s and %s', (reference, provider, model) => {
    expect(splitReference(providerReference.parse(reference))).toEqual({ provider, model });
  });

  test.each(['openai', 'openai/', '/model', 'OpenAI/gpt', 'openai/gpt 4', 'open_ai/gpt', ''])(
    'refuses %j',
    (text) => {
      expect(providerReference.safeParse(text).error?.issues[0]?.message).toBe(
        'must be provider/model, as in openai/gpt-4.1-mini',
      );
    },
  );

  test.each(['stt', 'llm', 'tts'] as const)('knows who can do %s', (port) => {
    expect(faultOfReference('openai/x', port)).toBeUndefined();
    expect(faultOfReference('sim/x', port)).toBeUndefined();
    const able = Object.keys(PROVIDERS).filter((name) => faultOfReference(`${name}/x`, port) === undefined);
    expect(able).toContain({ stt: 'deepgram', llm: 'anthropic', tts: 'cartesia' }[port]);
    expect(able).not.toContain({ stt: 'polly', llm: 'deepgram', tts: 'bedrock' }[port]);
    expect(faultOfReference('acme/x', port)).toBe(`acme cannot do ${port}; use one of ${able.join(', ')}`);
  });

  test('an object member is no provider', () => {
    expect(faultOfReference('constructor/x', 'llm')).toMatch(/^constructor cannot do llm/);
  });
});
