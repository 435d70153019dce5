import type {
  AudioStream,
  StartStreamTranscriptionRequest,
  TranscriptResultStream,
} from '@aws-sdk/client-transcribe-streaming';
import { ProviderError } from '../../core/errors';
import type { SpeechToText } from '../../core/ports';
import { LINE_RATE } from '../../core/speech/wav';
import { linePcmOf } from '../audio/line-pcm';
import { watchAnswer } from './aws-answer';
import { asAwsProviderError } from './aws-error';
import { fullLanguage } from './full-language';
import type { Provider, ProviderOptions } from './provider';

/** 200 ms, the longest of the pieces that the service recommends. */
const PIECE_BYTES = (LINE_RATE * 2) / 5;

/**
 * What a language that the service does not have may be heard as: at most five, with one dialect each. The
 * first is the one to expect.
 */
const INDIAN = ['hi-IN', 'en-IN', 'ta-IN', 'te-IN', 'bn-IN'];
const OTHER = ['en-US', 'es-US', 'fr-FR', 'de-DE', 'pt-BR'];

/**
 * Amazon Transcribe, by streaming: a recording is sent as fast as the service takes it. It has one model,
 * `transcribe/standard`, and asks for no key but for the permission transcribe:StartStreamTranscription. Its
 * synchronous API (TranscribeAudio, since 2026-11-20) knows no Hindi.
 *
 * Sources, 2026-11-23: docs.aws.amazon.com/transcribe/latest (API_streaming_StartStreamTranscription,
 * API_streaming_AudioEvent, dg/streaming, dg/lang-id-stream) and @aws-sdk/client-transcribe-streaming 3.1141.0.
 * *Unverified*: how much faster than real time it takes audio (it recommends real time); that every partial
 * result becomes a final one before a stream ends well. Nothing was sent to the real service.
 */
export function transcribe({ provider, baseUrl }: ProviderOptions): Provider {
  let loading: Promise<Loaded> | undefined;
  const loaded = () => (loading ??= load(baseUrl));
  return { prepare: async () => void (await loaded()), stt: () => speechToText(provider, loaded) };
}

type Loaded = Awaited<ReturnType<typeof load>>;

async function load(endpoint: string | undefined) {
  const { LanguageCode, StartStreamTranscriptionCommand, TranscribeStreamingClient } =
    await import('@aws-sdk/client-transcribe-streaming');
  const client = new TranscribeStreamingClient({ ...(endpoint ? { endpoint } : {}), maxAttempts: 1 });
  return { client, StartStreamTranscriptionCommand, languages: Object.values(LanguageCode) };
}

function speechToText(provider: string, loaded: () => Promise<Loaded>): SpeechToText {
  return {
    async transcribe({ wav, language, signal }) {
      const pcm = linePcmOf(wav, provider);
      const { client, StartStreamTranscriptionCommand, languages } = await loaded();
      const command = new StartStreamTranscriptionCommand({
        ...languageOf(language, languages),
        MediaEncoding: 'pcm',
        MediaSampleRateHertz: LINE_RATE,
        AudioStream: piecesOf(pcm),
      });
      const assertComplete = watchAnswer(command, provider, signal);
      try {
        const { TranscriptResultStream: results = [] } = await client.send(command, { abortSignal: signal });
        const { text, open } = await read(results);
        assertComplete();
        if (!open) return { text };
        throw new ProviderError(provider, 'unavailable', 'its transcript broke off in the middle');
      } catch (error) {
        throw asAwsProviderError(provider, error, signal, 'transcribe:StartStreamTranscription');
      }
    },
  };
}

type Known = NonNullable<StartStreamTranscriptionRequest['LanguageCode']>;

function languageOf(language: string, known: readonly Known[]): Partial<StartStreamTranscriptionRequest> {
  const full = fullLanguage(language);
  const code = known.find((one) => one === full);
  if (code) return { LanguageCode: code };
  const options = full.endsWith('-IN') ? INDIAN : OTHER;
  return {
    IdentifyLanguage: true,
    LanguageOptions: options.join(','),
    PreferredLanguage: options[0] as Known,
  };
}

async function* piecesOf(pcm: Int16Array): AsyncGenerator<AudioStream> {
  const bytes = new Uint8Array(pcm.buffer, pcm.byteOffset, pcm.byteLength);
  for (let from = 0; from < bytes.length; from += PIECE_BYTES) {
    yield { AudioEvent: { AudioChunk: bytes.subarray(from, from + PIECE_BYTES) } };
  }
}

/**
 * A result comes again and again until it is final, each time whole.
 *
 * @returns the final results, and whether one of the others never became final.
 */
async function read(
  events: AsyncIterable<TranscriptResultStream> | Iterable<TranscriptResultStream>,
): Promise<{ text: string; open: boolean }> {
  const texts: string[] = [];
  const open = new Set<string | undefined>();
  for await (const { TranscriptEvent: event } of events) {
    for (const { ResultId, IsPartial, Alternatives } of event?.Transcript?.Results ?? []) {
      if (IsPartial) {
        open.add(ResultId);
        continue;
      }
      open.delete(ResultId);
      texts.push(Alternatives?.[0]?.Transcript?.trim() ?? '');
    }
  }
  return { text: texts.filter(Boolean).join(' '), open: open.size > 0 };
}
