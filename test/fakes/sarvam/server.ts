import type { IncomingHttpHeaders } from 'node:http';
import * as z from 'zod';
import { checkMembers, checkType, FakeProvider, Refusal, type Answer, type Asked } from '../fake-provider';
import { pcmOfLineWav, wavOf, type FakeRecogniser, type FakeVoice, type Heard, type Spoken } from '../voices';

const HEARD = 'as bn brx doi en gu hi kn kok ks mai ml mni mr ne od pa sa sat sd ta te ur'.split(' ');
const SPOKEN = 'bn en gu hi kn ml mr od pa ta te'.split(' ');
const HEARING_MODELS = ['saarika:v2.5', 'saaras:v3', 'saaras:v4'];
const SPEAKERS: Record<string, string[]> = {
  'bulbul:v2': ['anushka', 'manisha', 'vidya', 'arya', 'abhilash', 'karun', 'hitesh'],
  'bulbul:v3': ['shubh', 'aditya', 'ritu', 'priya', 'neha', 'kavya', 'ishita', 'shreya'],
};

const speech = z.strictObject({
  text: z.string().min(1).max(2500),
  model: z.enum(['bulbul:v2', 'bulbul:v3']),
  language_code: z.enum(SPOKEN.map((primary) => `${primary}-IN`)),
  speaker: z.string().optional(),
  speech_sample_rate: z.union([8000, 16_000, 22_050, 24_000].map((rate) => z.literal(rate))),
  output_audio_codec: z.literal('wav'),
});

/** Sarvam's speech to text and text to speech by REST, as its reference of November 2026 has them. */
export class FakeSarvam extends FakeProvider implements FakeRecogniser, FakeVoice {
  protected readonly goodKey = 'sk_sarvam_good';
  readonly heard: Heard[] = [];
  readonly spoken: Spoken[] = [];
  transcript = 'What are your hours?';

  static open(): Promise<FakeSarvam> {
    return new FakeSarvam().listen();
  }

  protected keyOf(headers: IncomingHttpHeaders): string | undefined {
    return headers['api-subscription-key'] as string | undefined;
  }

  protected answer(asked: Asked): Answer | Promise<Answer> {
    switch (`${asked.method} ${asked.path}`) {
      case 'POST /speech-to-text':
        return this.hear(asked);
      case 'POST /text-to-speech':
        return this.speak(asked);
      default:
        throw new Refusal(404, 'not_found_error', `No ${asked.path}`);
    }
  }

  private async hear(asked: Asked): Promise<Answer> {
    checkType(asked, 'multipart/form-data');
    const type = asked.headers['content-type']!;
    const form = await new Response(new Uint8Array(asked.body), {
      headers: { 'content-type': type },
    }).formData();
    checkMembers(form.keys(), ['file', 'model', 'language_code'], ['mode']);
    const { file, model, language_code: language } = Object.fromEntries(form.entries());
    if (typeof file !== 'object' || file.type !== 'audio/wav') throw invalid('Not a WAV file');
    if (typeof model !== 'string' || !HEARING_MODELS.includes(model)) throw invalid('No such model');
    const known = language === 'unknown' ? undefined : (language as string);
    if (known && !HEARD.some((primary) => known === `${primary}-IN`)) throw invalid(`No language ${known}`);
    const pcm = pcmOfLineWav(new Uint8Array(await file.arrayBuffer()));
    if (pcm.length > 30 * 16_000) throw invalid('Audio exceeds the maximum of 30 seconds');
    this.heard.push({ model, language: known, pcm });
    return json({ request_id: 'r-1', transcript: this.transcript, language_code: known ?? 'hi-IN' });
  }

  private speak(asked: Asked): Answer {
    checkType(asked, 'application/json');
    const { success, data, error } = speech.safeParse(JSON.parse(asked.body.toString()));
    if (!success) throw invalid(z.prettifyError(error));
    const { text, model, speaker, language_code: language, speech_sample_rate: rate } = data;
    if (speaker && !SPEAKERS[model]!.includes(speaker))
      throw invalid(`Speaker '${speaker}' is not compatible`);
    this.spoken.push({ model, text, voice: speaker, language });
    return json(audios(wavOf(text, rate)));
  }

  /** A wrong key is answered with 403. */
  protected refusalOf(key: string | undefined): Refusal {
    return new Refusal(403, 'invalid_api_key_error', `Invalid key ${key}`);
  }

  protected bodyOf({ code, message }: Refusal): object {
    return { error: { message, code, request_id: 'r-1' } };
  }
}

/** The answer that holds this WAV file. */
export function audios(wav: Uint8Array): object {
  return { request_id: 'r-1', audios: [Buffer.from(wav).toString('base64')] };
}

function json(body: object): Answer {
  return { type: 'application/json', body: JSON.stringify(body) };
}

function invalid(message: string): Refusal {
  return new Refusal(400, 'invalid_request_error', message);
}
