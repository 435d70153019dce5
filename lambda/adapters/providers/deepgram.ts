import * as z from 'zod';
import { ProviderError } from '../../core/errors';
import type { SpeechToText, TextToSpeech } from '../../core/ports';
import { LINE_RATE } from '../../core/speech/wav';
import { voiceWav } from '../audio/voice-wav';
import { bytesAnswer } from './bytes-answer';
import { jsonAnswer } from './json-answer';
import { prepare } from './prepare';
import type { Provider, ProviderOptions } from './provider';
import { asProviderError } from './provider-error';
import { fetchWithKey } from './with-key';

const DEEPGRAM_URL = 'https://api.deepgram.com';

/**
 * Deepgram: `nova` hears, `aura` speaks; the name of a voice is the name of its model, as in `aura-2-thalia-en`.
 *
 * Asked by plain `fetch`: one request each. The AI SDK's package for it, which is not installed, was 690 kB of code to
 * load with `ai` (measured with esbuild, minified; this is 8 kB beside zod), and took an answer without a transcript
 * for silence.
 *
 * Sources, 2026-11-23: developers.deepgram.com (reference/speech-to-text/listen-pre-recorded,
 * reference/text-to-speech/speak-request, docs/models-languages-overview, docs/smart-format,
 * docs/tts-media-output-settings, docs/errors). *Unverified* against the real service.
 */
export function deepgram({ provider, keys, baseUrl = DEEPGRAM_URL }: ProviderOptions): Provider {
  const send = fetchWithKey({
    provider,
    keys,
    keyless: false,
    authorise: (headers, key) => headers.set('authorization', `Token ${key}`),
  });
  const api: Api = {
    provider,
    post: (path, query, init) =>
      send(`${baseUrl}${path}?${new URLSearchParams(query).toString()}`, { method: 'POST', ...init }),
  };
  return {
    prepare: () => prepare({ provider, keys, baseUrl }),
    stt: (model) => speechToText(api, model),
    tts: (model) => textToSpeech(api, model),
  };
}

interface Api {
  provider: string;
  post: (path: string, query: Record<string, string>, init: RequestInit) => Promise<Response>;
}

const transcription = z.object({
  results: z.object({
    channels: z.tuple([
      z.object({ alternatives: z.tuple([z.object({ transcript: z.string() })], z.unknown()) }),
    ]),
  }),
});

function speechToText({ provider, post }: Api, model: string): SpeechToText {
  return {
    async transcribe({ wav, language, signal }) {
      // Smart format writes numbers, dates and e-mail addresses as a model and a tool want to read them.
      const query = { model, language: languageOf(language), smart_format: 'true' };
      const headers = { 'content-type': 'audio/wav' };
      try {
        const response = await post('/v1/listen', query, { headers, body: wav, signal });
        const { results } = await jsonAnswer(provider, response, transcription);
        return { text: results.channels[0].alternatives[0].transcript.trim() };
      } catch (error) {
        throw asProviderError(provider, error, signal);
      }
    },
  };
}

/** Of English it knows the regions, of Hindi in Latin letters only the mixture with English. */
function languageOf(language: string): string {
  const [primary = '', second = ''] = language.split('-');
  if (primary === 'en' && ['AU', 'GB', 'IN', 'NZ', 'US'].includes(second)) return language;
  return primary === 'hi' && second === 'Latn' ? 'multi' : primary;
}

function textToSpeech({ provider, post }: Api, model: string): TextToSpeech {
  return {
    async speak({ text, voice, signal }) {
      if (voice.voice !== undefined) throw voiceIsModel(provider, model);
      const query = { model, encoding: 'linear16', container: 'wav', sample_rate: `${LINE_RATE}` };
      const headers = { 'content-type': 'application/json' };
      const body = JSON.stringify({ text });
      try {
        const response = await post('/v1/speak', query, { headers, body, signal });
        return voiceWav(await bytesAnswer(provider, response), provider);
      } catch (error) {
        throw asProviderError(provider, error, signal);
      }
    },
  };
}

function voiceIsModel(provider: string, model: string): ProviderError {
  return new ProviderError(
    provider,
    'refused',
    `its voice is its model (here ${model}); leave out the agent's voice, or name it as ${provider}/aura-2-<voice>-<language>`,
  );
}
