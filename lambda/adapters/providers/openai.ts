import { primaryOf } from '../../core/agents/primary-language';
import { ProviderError } from '../../core/errors';
import type { SpeechToText, TextToSpeech } from '../../core/ports';
import { voiceWav } from '../audio/voice-wav';
import { languageModelOf, loadAiSdk } from './model-reply';
import { prepare } from './prepare';
import type { Provider, ProviderOptions } from './provider';
import { asProviderError } from './provider-error';
import { fetchWithKey } from './with-key';

const OPENAI_URL = 'https://api.openai.com/v1';

/** GPT from 5 on, without those of a family that cannot be told how much to think (chat, pro, codex). */
const THINKS = /^gpt-(?:[5-9]|\d\d)(?:\.\d+)?(?:-(?:mini|nano|sol|luna|terra|astra))?(?:-\d{4}-\d\d-\d\d)?$/;

/** OpenAI: transcriptions, chat completions, speech. */
export function openAi({ baseUrl = OPENAI_URL, ...options }: ProviderOptions): Provider {
  return dialect({ ...options, baseUrl, keyless: false, thinks: (model) => THINKS.test(model) });
}

/** Every server that speaks OpenAI's dialect: vLLM, Ollama, LocalAI, speaches, … */
export function openAiCompatible({ baseUrl, ...options }: ProviderOptions): Provider {
  if (baseUrl) return dialect({ ...options, baseUrl, keyless: true });
  const { provider } = options;
  throw new ProviderError(
    provider,
    'refused',
    `it has no address; set providers.${provider}.baseUrl, as in http://10.0.0.5:8000/v1`,
  );
}

export interface Dialect extends Omit<ProviderOptions, 'baseUrl'> {
  /** With the version, as in `http://127.0.0.1:11434/v1`. */
  baseUrl: string;
  /** Whether the server may do without a key. */
  keyless: boolean;
  /** Whether a language model thinks before it answers, and takes being told not to. Standard: none does. */
  thinks?: (model: string) => boolean;
}

/** A server that speaks OpenAI's dialect. */
export function dialect(options: Dialect): Required<Provider> {
  let loading: Promise<Loaded> | undefined;
  const loaded = () => (loading ??= load(options));
  return {
    prepare: () => prepare({ ...options, load: loaded }),
    stt: (model) => speechToText(options.provider, loaded, model),
    llm: (model) =>
      languageModelOf(options.provider, async () => (await loaded()).openai.chat(model), {
        reasoning: options.thinks?.(model) ? 'none' : undefined,
      }),
    tts: (model) => textToSpeech(options.provider, loaded, model),
  };
}

type Loaded = Awaited<ReturnType<typeof load>>;

/** Loads the AI SDK only when it is used: it is the largest part of a cold start. */
async function load({ provider, baseUrl, keys, keyless }: Dialect) {
  const [sdk, { createOpenAI }] = await Promise.all([loadAiSdk(), import('@ai-sdk/openai')]);
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
  const primary = primaryOf(language);
  return primary.length === 2 ? { language: primary } : {};
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
        return voiceWav(audio.uint8Array, provider);
      } catch (error) {
        throw asProviderError(provider, error, signal);
      }
    },
  };
}
