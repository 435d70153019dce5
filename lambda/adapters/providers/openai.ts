import { ProviderError } from '../../core/errors';
import type { KeyRing, LanguageModel, SpeechToText, TextToSpeech } from '../../core/ports';
import { durationOfLineWav } from '../../core/speech/wav';
import { toLineWav } from '../audio/to-line-wav';
import { replyOf } from './openai-reply';
import type { Provider } from './provider';
import { asProviderError } from './provider-error';
import { fetchWithKey } from './with-key';

export interface OpenAiOptions {
  /** Name of the provider, for its key and its errors. */
  provider: string;
  /** With the version, as in `http://127.0.0.1:11434/v1`. */
  baseUrl: string;
  keys: KeyRing;
  /** Whether the server may do without a key. */
  keyless: boolean;
}

export const OPENAI_URL = 'https://api.openai.com/v1';

/**
 * OpenAI, and every server that speaks its dialect (vLLM, Ollama, LocalAI, speaches, …): transcriptions,
 * chat completions, speech.
 */
export function openAi(options: OpenAiOptions): Provider {
  let loading: Promise<Loaded> | undefined;
  const loaded = () => (loading ??= load(options));
  return {
    stt: (model) => speechToText(options.provider, loaded, model),
    llm: (model) => languageModel(options.provider, loaded, model),
    tts: (model) => textToSpeech(options.provider, loaded, model),
  };
}

type Loaded = Awaited<ReturnType<typeof load>>;

/** Loads the AI SDK only when it is used: it is the largest part of a cold start. */
async function load({ provider, baseUrl, keys, keyless }: OpenAiOptions) {
  const [sdk, { createOpenAI }] = await Promise.all([import('ai'), import('@ai-sdk/openai')]);
  globalThis.AI_SDK_LOG_WARNINGS = false;
  const openai = createOpenAI({
    baseURL: baseUrl,
    name: provider,
    // Any text will do: without one the SDK would look for a key in the environment.
    apiKey: 'set by fetchWithKey',
    fetch: fetchWithKey({ provider, keys, keyless }),
  });
  return { sdk, openai };
}

function speechToText(provider: string, loaded: () => Promise<Loaded>, model: string): SpeechToText {
  return {
    async transcribe({ wav, language, signal }) {
      const { sdk, openai } = await loaded();
      try {
        const { text } = await sdk.transcribe({
          model: openai.transcription(model),
          audio: wav,
          // Plain json is the one format that every model and every compatible server has.
          providerOptions: { openai: { responseFormat: 'json', ...languageHint(language) } },
          maxRetries: 0,
          abortSignal: signal,
        });
        return { text: text.trim() };
      } catch (error) {
        throw asProviderError(provider, error, signal);
      }
    },
  };
}

/** The API knows languages by two letters; the few that have three it has to find out itself. */
function languageHint(language: string): { language?: string } {
  const [primary = ''] = language.split('-', 1);
  return primary.length === 2 ? { language: primary } : {};
}

function languageModel(provider: string, loaded: () => Promise<Loaded>, model: string): LanguageModel {
  return {
    async *reply(request) {
      const { sdk, openai } = await loaded();
      yield* replyOf({ provider, sdk, model: openai.chat(model) }, request);
    },
  };
}

function textToSpeech(provider: string, loaded: () => Promise<Loaded>, model: string): TextToSpeech {
  return {
    async speak({ text, voice, signal }) {
      const { sdk, openai } = await loaded();
      try {
        const { audio } = await sdk.generateSpeech({
          model: openai.speech(model),
          text,
          ...(voice.voice === undefined ? {} : { voice: voice.voice }),
          outputFormat: 'wav',
          maxRetries: 0,
          abortSignal: signal,
        });
        const wav = toLineWav(audio.uint8Array, provider);
        if (durationOfLineWav(wav) > 0) return wav;
        throw new ProviderError(provider, 'nonsense', 'it sent no sound');
      } catch (error) {
        throw asProviderError(provider, error, signal);
      }
    },
  };
}
