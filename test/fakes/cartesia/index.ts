import type { IncomingHttpHeaders } from 'node:http';
import * as z from 'zod';
import { checkType, FakeProvider, Refusal, type Answer, type Asked } from '../fake-provider';
import { wavOf, type FakeVoice, type Spoken } from '../voices';

const MODELS = ['sonic-3', 'sonic-3.5'];
const VOICES = ['694f9389-aac1-45b6-b726-9d9369183238'];

const request = z.strictObject({
  model_id: z.enum(MODELS),
  transcript: z.string().min(1),
  voice: z.strictObject({ mode: z.literal('id'), id: z.string() }),
  language: z.enum(['en', 'hi', 'ta', 'bn', 'es']).optional(),
  output_format: z.strictObject({
    container: z.literal('wav'),
    encoding: z.literal('pcm_s16le'),
    sample_rate: z.literal([8000, 16_000, 24_000]),
  }),
});

/** Cartesia's text to speech in one answer. */
export class FakeCartesia extends FakeProvider implements FakeVoice {
  static open(): Promise<FakeCartesia> {
    return new FakeCartesia().listen();
  }

  readonly spoken: Spoken[] = [];
  protected readonly goodKey = 'sk_car_good';

  protected keyOf({ authorization }: IncomingHttpHeaders): string | undefined {
    return /^Bearer (.+)$/.exec(authorization ?? '')?.[1];
  }

  protected refusalOf(key: string | undefined): Refusal {
    return new Refusal(401, 'unauthorized', `Invalid API key: ${key}`);
  }

  protected bodyOf({ code, message }: Refusal): object {
    return { error_code: code || null, title: 'It did not work', message, request_id: '550e8400' };
  }

  protected answer(asked: Asked): Answer {
    if (asked.method !== 'POST' || asked.path !== '/tts/bytes') {
      throw new Refusal(404, 'not_found', `No such path: ${asked.path}`);
    }
    checkType(asked, 'application/json');
    if (asked.headers['cartesia-version'] !== '2026-03-01') {
      throw new Refusal(400, 'invalid_version', 'Cartesia-Version must be 2026-03-01');
    }
    const { success, data, error } = request.safeParse(JSON.parse(asked.body.toString()));
    if (!success) throw new Refusal(400, 'invalid_request', z.prettifyError(error));
    const { model_id: model, transcript: text, voice, language, output_format: format } = data;
    if (!VOICES.includes(voice.id)) throw new Refusal(404, 'voice_not_found', `No voice ${voice.id}`);
    this.spoken.push({ model, text, voice: voice.id, language });
    return { type: 'audio/wav', body: wavOf(text, format.sample_rate) };
  }
}
