import * as z from 'zod';
import { primaryOf } from '../../core/agents/primary-language';
import { ProviderError } from '../../core/errors';
import type { SpeechToText } from '../../core/ports';
import { durationOfLineWav } from '../../core/speech/wav';
import known from './assemblyai-languages.json';
import { jsonAnswer } from './json-answer';
import { prepare } from './prepare';
import type { Provider, ProviderOptions } from './provider';
import { asProviderError } from './provider-error';
import { fetchWithKey } from './with-key';

const SYNC_URL = 'https://sync.assemblyai.com';

/** Shorter audio is answered with an error. No word is as short. */
const SHORTEST_MS = 80;

const transcription = z.object({ text: z.string() });

/**
 * AssemblyAI, by its synchronous API: one request, and the transcript in its answer. Jobs that are polled for
 * (which is all that the AI SDK's package for it had, every 3 s) take seconds longer, too long for a call. It has one
 * model, `universal-3-5-pro`, for audio of up to 120 s.
 *
 * Sources, 2026-11-23: assemblyai.com/docs/sync-stt (a short audio file, language selection, audio
 * requirements, error handling, rate limits) and npm's assemblyai 4.41.5. The docs call the languages
 * `language_code`, the package `language_codes`; this sends what the package sends.
 * *Unverified*: nothing was sent to the real service.
 */
export function assemblyAi({ provider, keys, baseUrl = SYNC_URL }: ProviderOptions): Provider {
  const fetch = fetchWithKey({
    provider,
    keys,
    keyless: false,
    authorise: (headers, key) => headers.set('authorization', key),
  });
  const stt = (model: string): SpeechToText => ({
    async transcribe({ wav, language, signal }) {
      const languages = languagesOf(provider, language);
      if (durationOfLineWav(wav) < SHORTEST_MS) return { text: '' };
      const headers = { 'x-aai-model': model };
      const body = formOf(wav, languages);
      try {
        const response = await fetch(`${baseUrl}/v1/transcribe`, { method: 'POST', headers, body, signal });
        const { text } = await jsonAnswer(provider, response, transcription);
        return { text: text.trim() };
      } catch (error) {
        throw asProviderError(provider, error, signal);
      }
    },
  });
  return { stt, prepare: () => prepare({ provider, keys, baseUrl }) };
}

function formOf(wav: Uint8Array, languages: string[]): FormData {
  const form = new FormData();
  const config = JSON.stringify({ language_codes: languages });
  // The service reads the form as it comes, so what it is to do stands before the audio.
  form.set('config', new Blob([config], { type: 'application/json' }), 'config.json');
  form.set('audio', new Blob([new Uint8Array(wav)], { type: 'audio/wav' }), 'speech.wav');
  return form;
}

/** Callers mix English into whatever they speak, and the model follows only what it is told of. */
function languagesOf(provider: string, language: string): string[] {
  const primary = primaryOf(language);
  if (known.heard.includes(primary)) return [...new Set([primary, 'en'])];
  const heard = known.heard.join(', ');
  throw new ProviderError(provider, 'refused', `it does not hear ${language}; it hears ${heard}`);
}
