import * as z from 'zod';
import { primaryOf } from '../../core/agents/primary-language';
import { ProviderError } from '../../core/errors';
import type { SpeechToText, TextToSpeech } from '../../core/ports';
import { LINE_RATE } from '../../core/speech/wav';
import { voiceWav } from '../audio/voice-wav';
import { jsonAnswer } from './json-answer';
import { prepare } from './prepare';
import type { Provider, ProviderOptions } from './provider';
import { asProviderError } from './provider-error';
import languages from './sarvam-languages.json';
import { fetchWithKey } from './with-key';

const SARVAM_URL = 'https://api.sarvam.ai';

/**
 * Sarvam: `saaras` hears, `bulbul` speaks. A recording may last 30 s at the most.
 *
 * Sources, 2026-11-23: docs.sarvam.ai (speech-to-text/transcribe, text-to-speech/convert, errors and
 * troubleshooting) and npm's sarvamai 1.1.10. Until some time in 2026 `language_code` of text to speech was
 * called `target_language_code`; the newest of both sources know only the new name.
 * *Unverified*: that 503 with `rate_limit_exceeded_error` comes without a 429 before it; nothing was sent to
 * the real service.
 */
export function sarvam({ provider, keys, baseUrl = SARVAM_URL }: ProviderOptions): Provider {
  const fetch = fetchWithKey({
    provider,
    keys,
    keyless: false,
    authorise: (headers, key) => headers.set('api-subscription-key', key),
    // A key that is wrong is answered with 403, not with 401.
    refusesKey: ({ status }) => status === 401 || status === 403,
  });
  const api = { provider, baseUrl, fetch };
  return {
    prepare: () => prepare({ provider, keys, baseUrl }),
    stt: (model) => speechToText(api, model),
    tts: (model) => textToSpeech(api, model),
  };
}

interface Api {
  provider: string;
  baseUrl: string;
  fetch: typeof fetch;
}

const transcription = z.object({ transcript: z.string() });

function speechToText({ provider, baseUrl, fetch }: Api, model: string): SpeechToText {
  return {
    async transcribe({ wav, language, signal }) {
      const body = new FormData();
      body.set('model', model);
      body.set('language_code', codeOf(language, languages.heard) ?? 'unknown');
      body.set('file', new Blob([new Uint8Array(wav)], { type: 'audio/wav' }), 'speech.wav');
      try {
        const response = await fetch(`${baseUrl}/speech-to-text`, { method: 'POST', body, signal });
        const { transcript } = await jsonAnswer(provider, response, transcription);
        return { text: transcript.trim() };
      } catch (error) {
        throw asProviderError(provider, error, signal);
      }
    },
  };
}

const speech = z.object({ audios: z.array(z.base64()).length(1) });

function textToSpeech({ provider, baseUrl, fetch }: Api, model: string): TextToSpeech {
  return {
    async speak({ text, voice, signal }) {
      const language = codeOf(voice.language, languages.spoken);
      if (!language) throw speechless(provider, voice.language);
      const body = JSON.stringify({
        text,
        model,
        language_code: language,
        ...(voice.voice === undefined ? {} : { speaker: voice.voice }),
        speech_sample_rate: LINE_RATE,
        output_audio_codec: 'wav',
      });
      const headers = { 'content-type': 'application/json' };
      try {
        const response = await fetch(`${baseUrl}/text-to-speech`, { method: 'POST', headers, body, signal });
        const { audios } = await jsonAnswer(provider, response, speech);
        return voiceWav(Buffer.from(audios[0]!, 'base64'), provider);
      } catch (error) {
        throw asProviderError(provider, error, signal);
      }
    },
  };
}

/** Sarvam's code of a language; undefined where it does not know it. Regions outside India are as in India. */
function codeOf(language: string, known: readonly string[]): string | undefined {
  const primary = primaryOf(language);
  // Sarvam has its own code for Odia.
  const code = `${primary === 'or' ? 'od' : primary}-IN`;
  return known.includes(code) ? code : undefined;
}

function speechless(provider: string, language: string): ProviderError {
  const known = languages.spoken.join(', ');
  return new ProviderError(provider, 'refused', `it does not speak ${language}; it speaks ${known}`);
}
