import type { IncomingHttpHeaders } from 'node:http';
import * as z from 'zod';
import { checkType, FakeProvider, Refusal, type Answer, type Asked } from '../fake-provider';
import { Http2Server } from '../http2-server';
import { soundOf, type FakeVoice, type Spoken } from '../voices';

/** The languages and the engines of the voices that this fake has. */
const VOICES: Record<string, { languages: string[]; engines: string[] }> = {
  Aditi: { languages: ['en-IN', 'hi-IN'], engines: ['standard'] },
  Kajal: { languages: ['en-IN', 'hi-IN'], engines: ['neural', 'generative'] },
  Joanna: { languages: ['en-US'], engines: ['standard', 'neural', 'generative'] },
};

const request = z.strictObject({
  Text: z.string().min(1),
  Engine: z.enum(['standard', 'neural', 'long-form', 'generative']),
  VoiceId: z.string(),
  LanguageCode: z.string().optional(),
  OutputFormat: z.literal('pcm'),
  SampleRate: z.enum(['8000', '16000']),
});

/** Who may ask, as the header of a signed request names the key, the day, the region and the service. */
const SIGNED =
  /^AWS4-HMAC-SHA256 Credential=AKIDFAKE\/\d{8}\/us-east-1\/polly\/aws4_request, .*Signature=[0-9a-f]{64}$/;

/** Amazon Polly's SynthesizeSpeech, as its API reference of 2026 has it. */
export class FakePolly extends FakeProvider implements FakeVoice {
  protected readonly goodKey = 'signed';
  readonly spoken: Spoken[] = [];

  static open(): Promise<FakePolly> {
    return new FakePolly().listen(Http2Server.open);
  }

  protected keyOf({ authorization = '' }: IncomingHttpHeaders): string | undefined {
    return SIGNED.test(authorization) ? 'signed' : undefined;
  }

  protected answer(asked: Asked): Answer {
    if (`${asked.method} ${asked.path}` !== 'POST /v1/speech') {
      throw new Refusal(404, 'UnknownOperationException', `No ${asked.path}`);
    }
    checkType(asked, 'application/json');
    const { success, data, error } = request.safeParse(JSON.parse(asked.body.toString()));
    if (!success) throw new Refusal(400, 'ValidationException', z.prettifyError(error));
    const { Text: text, Engine: engine, VoiceId: voice, LanguageCode: language } = data;
    const known = VOICES[voice];
    if (!known) throw new Refusal(400, 'ValidationException', `no enum value: ${voice}`);
    if (!known.engines.includes(engine)) {
      throw new Refusal(400, 'EngineNotSupportedException', `${voice} does not support ${engine}`);
    }
    if (language && !known.languages.includes(language)) {
      throw new Refusal(400, 'LanguageNotSupportedException', `${voice} does not speak ${language}`);
    }
    this.spoken.push({ model: engine, text, voice, language });
    const pcm = soundOf(text, Number(data.SampleRate));
    return { type: 'audio/pcm', body: new Uint8Array(pcm.buffer) };
  }

  protected refusalOf(): Refusal {
    return new Refusal(403, 'MissingAuthenticationTokenException', 'The request is not signed');
  }

  protected bodyOf({ code, message }: Refusal): object {
    return { message, __type: code };
  }
}
