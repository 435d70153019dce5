import { languageModelOf, loadAiSdk } from './model-reply';
import { prepare } from './prepare';
import type { Provider, ProviderOptions } from './provider';
import { fetchWithKey } from './with-key';

const ANTHROPIC_URL = 'https://api.anthropic.com/v1';

/** The API wants a limit. No spoken reply is longer. */
const MAX_OUTPUT_TOKENS = 2048;

/** Anthropic: Claude, through the Messages API. */
export function anthropic({ provider, keys, baseUrl = ANTHROPIC_URL }: ProviderOptions): Provider {
  const authorise = (headers: Headers, key: string) => headers.set('x-api-key', key);
  const load = async () => {
    const { createAnthropic } = await import('@ai-sdk/anthropic');
    return createAnthropic({
      baseURL: baseUrl,
      // Any text will do: without one the SDK would look for a key in the environment.
      apiKey: 'set by fetchWithKey',
      fetch: fetchWithKey({ provider, keys, keyless: false, authorise }),
    });
  };
  return {
    prepare: () => prepare({ provider, keys, baseUrl, load: () => Promise.all([loadAiSdk(), load()]) }),
    llm: (model) =>
      languageModelOf(provider, async () => (await load())(model), {
        reasoning: 'none',
        maxOutputTokens: MAX_OUTPUT_TOKENS,
        // The mark holds for all before it too, which are the tools.
        promptOptions: { anthropic: { cacheControl: { type: 'ephemeral' } } },
        callerBegins: true,
      }),
  };
}
