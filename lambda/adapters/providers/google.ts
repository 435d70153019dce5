import { languageModelOf, loadAiSdk } from './model-reply';
import { prepare } from './prepare';
import type { Provider, ProviderOptions } from './provider';
import { fetchWithKey } from './with-key';

const GEMINI_URL = 'https://generativelanguage.googleapis.com/v1beta';

/** Gemini thinks from 2.5 on; older ones, and Gemma, refuse to be told not to. */
const THINKS = /^gemini-(?!1|2\.0)/;

/** Google: Gemini, through the Gemini API. It keeps what requests begin with by itself. */
export function google({ provider, keys, baseUrl = GEMINI_URL }: ProviderOptions): Provider {
  const authorise = (headers: Headers, key: string) => headers.set('x-goog-api-key', key);
  const load = async () => {
    const { createGoogle } = await import('@ai-sdk/google');
    return createGoogle({
      baseURL: baseUrl,
      // Any text will do: without one the SDK would look for a key in the environment.
      apiKey: 'set by fetchWithKey',
      fetch: fetchWithKey({ provider, keys, keyless: false, authorise, refusesKey }),
    });
  };
  return {
    prepare: () => prepare({ provider, keys, baseUrl, load: () => Promise.all([loadAiSdk(), load()]) }),
    llm: (model) =>
      languageModelOf(provider, async () => (await load())(model), {
        reasoning: THINKS.test(model) ? 'none' : undefined,
        callerBegins: true,
      }),
  };
}

/** A key that is wrong or has expired is a bad request here, one that leaked is forbidden. */
async function refusesKey(answer: Response): Promise<boolean> {
  if (answer.status !== 400) return answer.status === 401 || answer.status === 403;
  return (await answer.clone().text()).includes('API_KEY_INVALID');
}
