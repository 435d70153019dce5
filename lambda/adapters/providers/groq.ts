import { languageModelOf, loadAiSdk } from './model-reply';
import { dialect } from './openai';
import { prepare } from './prepare';
import type { Provider, ProviderOptions } from './provider';
import { fetchWithKey } from './with-key';

const GROQ_URL = 'https://api.groq.com/openai/v1';

/** Models that think aloud, in the reply itself, unless they are told not to, and that the SDK does not know. */
const THINKS_ALOUD = /^qwen\/qwen3/;

/**
 * Groq: transcriptions in OpenAI's dialect, and chat completions through its own package, which knows how
 * Groq's models think and how its streams fail.
 */
export function groq({ provider, keys, baseUrl = GROQ_URL }: ProviderOptions): Provider {
  const { stt } = dialect({ provider, keys, baseUrl, keyless: false });
  const load = async () => {
    const { createGroq } = await import('@ai-sdk/groq');
    return createGroq({
      baseURL: baseUrl,
      // Any text will do: without one the SDK would look for a key in the environment.
      apiKey: 'set by fetchWithKey',
      fetch: fetchWithKey({ provider, keys, keyless: false }),
    });
  };
  return {
    prepare: () => prepare({ provider, keys, baseUrl, load: () => Promise.all([loadAiSdk(), load()]) }),
    stt,
    llm: (model) =>
      languageModelOf(provider, async () => (await load())(model), {
        reasoning: 'none',
        ...(THINKS_ALOUD.test(model) && { options: { groq: { reasoningEffort: 'none' } } }),
      }),
  };
}
