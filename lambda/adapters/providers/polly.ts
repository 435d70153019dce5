import { Readable } from 'node:stream';
import type { Engine, LanguageCode, VoiceId } from '@aws-sdk/client-polly';
import type { VoiceOf } from '../../core/agents/agent';
import { ProviderError } from '../../core/errors';
import type { TextToSpeech } from '../../core/ports';
import { LINE_RATE } from '../../core/speech/wav';
import { voiceWavOfPcm } from '../audio/voice-wav';
import { watchAnswer } from './aws-answer';
import { asAwsProviderError } from './aws-error';
import { fullLanguage } from './full-language';
import { bilingual, voices } from './polly-voices.json';
import type { Provider, ProviderOptions } from './provider';

/**
 * Amazon Polly. The model is its engine: `polly/neural`, `polly/generative`, `polly/standard`. It asks for no
 * key but for the permission polly:SynthesizeSpeech.
 *
 * Source, 2026-11-23: docs.aws.amazon.com/polly/latest/dg/API_SynthesizeSpeech.html.
 * *Unverified*: nothing was sent to the real service.
 */
export function polly({ provider, baseUrl }: ProviderOptions): Provider {
  let loading: Promise<Loaded> | undefined;
  const loaded = () => (loading ??= load(baseUrl));
  return {
    prepare: async () => void (await loaded()),
    tts: (engine) => textToSpeech(provider, loaded, engine),
  };
}

type Loaded = Awaited<ReturnType<typeof load>>;

async function load(endpoint: string | undefined) {
  const { PollyClient, SynthesizeSpeechCommand } = await import('@aws-sdk/client-polly');
  const client = new PollyClient({
    ...(endpoint ? { endpoint } : {}),
    maxAttempts: 1,
    // A connection of its own for each sentence: the client speaks HTTP/2 and does not notice one that died
    // while the function was frozen. Within a region a new one takes milliseconds.
    requestHandler: { disableConcurrentStreams: true },
  });
  return { client, SynthesizeSpeechCommand };
}

function textToSpeech(provider: string, loaded: () => Promise<Loaded>, engine: string): TextToSpeech {
  return {
    async speak({ text, voice, signal }) {
      const chosen = voiceFor(provider, voice);
      const { client, SynthesizeSpeechCommand } = await loaded();
      const command = new SynthesizeSpeechCommand({
        Text: text,
        Engine: engine as Engine,
        ...chosen,
        OutputFormat: 'pcm',
        SampleRate: String(LINE_RATE),
      });
      const assertComplete = watchAnswer(command, provider, signal);
      try {
        const { AudioStream } = await client.send(command, { abortSignal: signal });
        const pcm = await bytesOf(AudioStream as AsyncIterable<Uint8Array> | undefined);
        assertComplete();
        return voiceWavOfPcm(pcm, LINE_RATE, provider);
      } catch (error) {
        throw asAwsProviderError(provider, error, signal, 'polly:SynthesizeSpeech');
      }
    },
  };
}

/** Reads to the end. The SDK's own way waits for ever where a connection breaks. */
async function bytesOf(stream: AsyncIterable<Uint8Array> = Readable.from([])): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** A voice has one language, and is told none; only the bilingual ones have to be told which to speak. */
function voiceFor(
  provider: string,
  { voice, language }: VoiceOf,
): { VoiceId: VoiceId; LanguageCode?: LanguageCode } {
  const full = fullLanguage(language);
  const chosen = voice ?? voices.find((standard) => standard.language === full)?.voice;
  if (chosen === undefined) {
    throw new ProviderError(
      provider,
      'refused',
      `it has no standard voice for ${language}; name one as the agent's voice, or use another provider`,
    );
  }
  const VoiceId = chosen as VoiceId;
  return bilingual.includes(chosen) ? { VoiceId, LanguageCode: full as LanguageCode } : { VoiceId };
}
