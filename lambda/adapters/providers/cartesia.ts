import { primaryOf } from '../../core/agents/primary-language';
import { ProviderError } from '../../core/errors';
import type { TextToSpeech } from '../../core/ports';
import { LINE_RATE } from '../../core/speech/wav';
import { voiceWav } from '../audio/voice-wav';
import { bytesAnswer } from './bytes-answer';
import { prepare } from './prepare';
import type { Provider, ProviderOptions } from './provider';
import { asProviderError } from './provider-error';
import { fetchWithKey } from './with-key';

const CARTESIA_URL = 'https://api.cartesia.ai';

/** The version of the API that this is written for. */
const VERSION = '2026-03-01';

/**
 * Cartesia: `sonic` speaks, with a voice by its id. The AI SDK does not have it.
 *
 * Sources, 2026-11-23: docs.cartesia.ai (api-reference/tts/bytes, use-the-api/api-errors,
 * build-with-cartesia/capability-guides/tts-output-audio-format). *Unverified* against the real service.
 */
export function cartesia({ provider, keys, baseUrl = CARTESIA_URL }: ProviderOptions): Provider {
  const send = fetchWithKey({ provider, keys, keyless: false });
  const tts = (model: string): TextToSpeech => ({
    async speak({ text, voice, signal }) {
      if (voice.voice === undefined) throw voiceless(provider);
      const headers = { 'content-type': 'application/json', 'cartesia-version': VERSION };
      const body = JSON.stringify({
        model_id: model,
        transcript: text,
        voice: { mode: 'id', id: voice.voice },
        language: primaryOf(voice.language),
        output_format: { container: 'wav', encoding: 'pcm_s16le', sample_rate: LINE_RATE },
      });
      try {
        const response = await send(`${baseUrl}/tts/bytes`, { method: 'POST', headers, body, signal });
        return voiceWav(await bytesAnswer(provider, response), provider);
      } catch (error) {
        throw asProviderError(provider, error, signal);
      }
    },
  });
  return { tts, prepare: () => prepare({ provider, keys, baseUrl }) };
}

function voiceless(provider: string): ProviderError {
  return new ProviderError(
    provider,
    'refused',
    "it speaks with no voice of its own; set the agent's voice to a voice id",
  );
}
