import * as z from 'zod';
import { primaryOf } from '../../core/agents/primary-language';
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

const ELEVENLABS_URL = 'https://api.elevenlabs.io';

/** Models that take a language. Others find out, and refuse a request that names one. */
const TAKES_LANGUAGE = /_v2_5$/;

/**
 * ElevenLabs: `scribe` hears, `eleven` speaks, with a voice by its id.
 *
 * Asked by plain `fetch`: one request each. The AI SDK's package for it, which is not installed, was as large as that of
 * `deepgram`, and had scribe tell speakers apart, which takes time and is of no use on a line with one caller.
 *
 * Sources, 2026-11-23: elevenlabs.io/docs (api-reference/speech-to-text/convert,
 * api-reference/text-to-speech/convert), help.elevenlabs.io (API error codes 400 and 401), output formats from
 * the published OpenAPI file. *Unverified* against the real service.
 */
export function elevenLabs({ provider, keys, baseUrl = ELEVENLABS_URL }: ProviderOptions): Provider {
  const send = fetchWithKey({
    provider,
    keys,
    keyless: false,
    authorise: (headers, key) => headers.set('xi-api-key', key),
  });
  const api: Api = { provider, post: (path, init) => send(`${baseUrl}${path}`, { method: 'POST', ...init }) };
  return {
    prepare: () => prepare({ provider, keys, baseUrl }),
    stt: (model) => speechToText(api, model),
    tts: (model) => textToSpeech(api, model),
  };
}

interface Api {
  provider: string;
  post: (path: string, init: RequestInit) => Promise<Response>;
}

const transcription = z.object({ text: z.string() });

function speechToText({ provider, post }: Api, model: string): SpeechToText {
  return {
    async transcribe({ wav, language, signal }) {
      const form = new FormData();
      form.set('model_id', model);
      form.set('language_code', primaryOf(language));
      // Else it writes "(laughter)" and "(line noise)" into what the caller said.
      form.set('tag_audio_events', 'false');
      form.set('timestamps_granularity', 'none');
      form.set('file', new Blob([new Uint8Array(wav)], { type: 'audio/wav' }), 'speech.wav');
      try {
        const response = await post('/v1/speech-to-text', { body: form, signal });
        const { text } = await jsonAnswer(provider, response, transcription);
        return { text: text.trim() };
      } catch (error) {
        throw asProviderError(provider, error, signal);
      }
    },
  };
}

function textToSpeech({ provider, post }: Api, model: string): TextToSpeech {
  return {
    async speak({ text, voice, signal }) {
      if (voice.voice === undefined) throw voiceless(provider);
      const path = `/v1/text-to-speech/${encodeURIComponent(voice.voice)}?output_format=wav_${LINE_RATE}`;
      const language = TAKES_LANGUAGE.test(model) ? { language_code: primaryOf(voice.language) } : {};
      const headers = { 'content-type': 'application/json' };
      const body = JSON.stringify({ text, model_id: model, ...language });
      try {
        const response = await post(path, { headers, body, signal });
        return voiceWav(await bytesAnswer(provider, response), provider);
      } catch (error) {
        throw asProviderError(provider, error, signal);
      }
    },
  };
}

function voiceless(provider: string): ProviderError {
  return new ProviderError(
    provider,
    'refused',
    "it speaks with no voice of its own; set the agent's voice to a voice id",
  );
}
