import { splitReference } from '../../core/agents/provider-reference';
import { ProviderError } from '../../core/errors';
import type { KeyRing, ProvidersOf } from '../../core/ports';
import { openAi, OPENAI_URL } from './openai';
import type { Provider } from './provider';

export interface ProviderOptions {
  keys: KeyRing;
  /** By provider: where it is. `openai-compatible` needs its address. */
  settings: Readonly<Record<string, { baseUrl?: string | undefined }>>;
  /** Providers besides those that are built in, by their names. */
  more?: Readonly<Record<string, Provider>>;
}

/** @returns what builds an agent's providers. It rejects with a ProviderError where one is unknown. */
export function providersFor({ keys, settings, more = {} }: ProviderOptions): ProvidersOf {
  const builders: Record<string, () => Provider> = {
    openai: () => openAi({ provider: 'openai', keys, keyless: false, baseUrl: urlOfOpenAi(settings) }),
    'openai-compatible': () =>
      openAi({ provider: 'openai-compatible', keys, keyless: true, baseUrl: urlOfCompatible(settings) }),
    ...Object.fromEntries(Object.entries(more).map(([name, provider]) => [name, () => provider])),
  };
  const provider = memoised((name) => {
    const build = builders[name];
    if (build) return build();
    const known = Object.keys(builders).join(', ');
    throw new ProviderError(name, 'refused', `this provider is unknown; use one of ${known}`);
  });
  const byReference = <T>(build: (provider: Provider, model: string) => T) =>
    memoised((reference) => {
      const { provider: name, model } = splitReference(reference);
      return build(provider(name), model);
    });
  const stt = byReference((provider, model) => provider.stt(model));
  const llm = byReference((provider, model) => provider.llm(model));
  const tts = byReference((provider, model) => provider.tts(model));
  return async (agent) => ({ stt: stt(agent.stt), llm: llm(agent.llm), tts: tts(agent.tts) });
}

function memoised<T>(build: (name: string) => T): (name: string) => T {
  const built = new Map<string, T>();
  return (name) => {
    if (!built.has(name)) built.set(name, build(name));
    return built.get(name)!;
  };
}

function urlOfOpenAi(settings: ProviderOptions['settings']): string {
  return settings['openai']?.baseUrl ?? OPENAI_URL;
}

function urlOfCompatible(settings: ProviderOptions['settings']): string {
  const provider = 'openai-compatible';
  const url = settings[provider]?.baseUrl;
  if (url) return url;
  throw new ProviderError(
    provider,
    'refused',
    `it has no address; set providers.${provider}.baseUrl, as in http://10.0.0.5:8000/v1`,
  );
}
