import { splitReference, type Port } from '../../core/agents/provider-reference';
import { ProviderError } from '../../core/errors';
import type { KeyRing, ProvidersOf } from '../../core/ports';
import { anthropic } from './anthropic';
import { assemblyAi } from './assemblyai';
import { bedrock } from './bedrock';
import { cartesia } from './cartesia';
import { deepgram } from './deepgram';
import { elevenLabs } from './elevenlabs';
import { google } from './google';
import { groq } from './groq';
import { openAi, openAiCompatible } from './openai';
import { polly } from './polly';
import type { Provider, ProviderOptions } from './provider';
import { sarvam } from './sarvam';
import { transcribe } from './transcribe';

/** Each is small; what is large in it is loaded when it is first used. */
const BUILT_IN: Readonly<Record<string, (options: ProviderOptions) => Provider>> = {
  anthropic,
  assemblyai: assemblyAi,
  bedrock,
  cartesia,
  deepgram,
  elevenlabs: elevenLabs,
  google,
  groq,
  openai: openAi,
  'openai-compatible': openAiCompatible,
  polly,
  sarvam,
  transcribe,
};

const PORTS = ['stt', 'llm', 'tts'] as const;

export interface ProvidersForOptions {
  keys: KeyRing;
  /** By provider: where it is. `openai-compatible` needs its address. */
  settings: Readonly<Record<string, { baseUrl?: string | undefined }>>;
  /** Providers besides those that are built in, by their names. */
  more?: Readonly<Record<string, Provider>>;
}

/**
 * @returns what builds an agent's providers. It rejects with a ProviderError where one is unknown; a port that a
 * provider doesn't have throws when it is used.
 */
export function providersFor({ keys, settings, more = {} }: ProvidersForOptions): ProvidersOf {
  const provider = memoised((name) => {
    const build = Object.hasOwn(BUILT_IN, name) ? BUILT_IN[name] : undefined;
    const found = more[name] ?? build?.({ provider: name, keys, baseUrl: settings[name]?.baseUrl });
    if (found) return found;
    const known = [...Object.keys(BUILT_IN), ...Object.keys(more)].join(', ');
    throw new ProviderError(name, 'refused', `this provider is unknown; use one of ${known}`);
  });
  const byReference = <P extends Port>(port: P) =>
    memoised((reference) => {
      const { provider: name, model } = splitReference(reference);
      const build = provider(name)[port] as ((model: string) => Built<P>) | undefined;
      if (build) return build(model);
      throw new ProviderError(name, 'refused', `this provider has no ${port}`);
    });
  const stt = byReference('stt');
  const llm = byReference('llm');
  const tts = byReference('tts');
  return async (agent) => {
    const all = new Set(PORTS.map((port) => provider(splitReference(agent[port]).provider)));
    // Each when it is used: who wants a voice alone names a provider that may have nothing else.
    return {
      prepare: async () => void (await Promise.allSettled([...all].map(async (one) => one.prepare?.()))),
      get stt() {
        return stt(agent.stt);
      },
      get llm() {
        return llm(agent.llm);
      },
      get tts() {
        return tts(agent.tts);
      },
    };
  };
}

type Built<P extends Port> = ReturnType<Required<Provider>[P]>;

function memoised<T>(build: (name: string) => T): (name: string) => T {
  const built = new Map<string, T>();
  return (name) => {
    if (!built.has(name)) built.set(name, build(name));
    return built.get(name)!;
  };
}
