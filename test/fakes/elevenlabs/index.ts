import type { IncomingHttpHeaders } from 'node:http';
import { checkMembers, checkType, FakeProvider, Refusal, type Answer, type Asked } from '../fake-provider';
import { pcmOfLineWav, wavOf, type FakeRecogniser, type FakeVoice, type Heard, type Spoken } from '../voices';

const EARS = ['scribe_v1', 'scribe_v2'];
const VOICES = ['JBFqnCBsd6RMkjVDRZzb'];
const LANGUAGES = ['en', 'hi', 'ta', 'bn', 'es'];
/** Whether a model takes a language. */
const MOUTHS: Record<string, boolean> = { eleven_flash_v2_5: true, eleven_multilingual_v2: false };

/** ElevenLabs' speech to text, and its text to speech in one answer. */
export class FakeElevenLabs extends FakeProvider implements FakeRecogniser, FakeVoice {
  static open(): Promise<FakeElevenLabs> {
    return new FakeElevenLabs().listen();
  }

  transcript = 'What are your hours?';
  readonly heard: Heard[] = [];
  readonly spoken: Spoken[] = [];
  protected readonly goodKey = 'xi-good';

  protected keyOf(headers: IncomingHttpHeaders): string | undefined {
    return headers['xi-api-key'] as string | undefined;
  }

  protected refusalOf(key: string | undefined): Refusal {
    return new Refusal(401, 'invalid_api_key', `Invalid API key: ${key}`);
  }

  protected bodyOf({ code, message }: Refusal): object {
    return { detail: { status: code, message } };
  }

  protected answer(asked: Asked): Answer | Promise<Answer> {
    const [, voice] = /^\/v1\/text-to-speech\/([^/]+)$/.exec(asked.path) ?? [];
    if (asked.method === 'POST' && voice) return this.speak(asked, voice);
    if (asked.method === 'POST' && asked.path === '/v1/speech-to-text') return this.listenTo(asked);
    throw new Refusal(404, 'not_found', `No such path: ${asked.path}`);
  }

  private async listenTo(asked: Asked): Promise<Answer> {
    checkType(asked, 'multipart/form-data');
    checkMembers(asked.query.keys(), [], []);
    const headers = { 'content-type': asked.headers['content-type']! };
    const form = await new Response(new Uint8Array(asked.body), { headers }).formData();
    const optional = ['language_code', 'tag_audio_events', 'timestamps_granularity', 'diarize'];
    checkMembers(form.keys(), ['model_id', 'file'], optional);
    const { model_id: model, language_code: language, file, ...rest } = Object.fromEntries(form);
    if (typeof model !== 'string' || !EARS.includes(model)) throw invalid('model_id');
    if (language !== undefined && !LANGUAGES.includes(language as string)) throw invalid('language_code');
    if (typeof file !== 'object' || file.type !== 'audio/wav') throw invalid('file');
    const pcm = pcmOfLineWav(new Uint8Array(await file.arrayBuffer()));
    this.heard.push({ model, language: language as string | undefined, pcm });
    // Unless it is told not to, it writes down what is no speech.
    const text = rest['tag_audio_events'] === 'false' ? this.transcript : `(line noise) ${this.transcript}`;
    const body = { language_code: 'eng', language_probability: 0.98, text, words: [] };
    return { type: 'application/json', body: JSON.stringify(body) };
  }

  private speak(asked: Asked, voice: string): Answer {
    checkType(asked, 'application/json');
    checkMembers(asked.query.keys(), ['output_format'], []);
    const [, rate] = /^wav_(8000|16000|24000)$/.exec(asked.query.get('output_format')!) ?? [];
    if (!rate) throw invalid('output_format');
    const body = JSON.parse(asked.body.toString()) as Record<string, string>;
    checkMembers(Object.keys(body), ['text', 'model_id'], ['language_code', 'voice_settings']);
    const { text = '', model_id: model = '', language_code: language } = body;
    if (!Object.hasOwn(MOUTHS, model)) throw invalid('model_id');
    if (language !== undefined && !MOUTHS[model]) {
      throw new Refusal(400, 'unsupported_language', `Model '${model}' does not take a language_code`);
    }
    if (!VOICES.includes(voice)) throw new Refusal(404, 'voice_not_found', `No voice ${voice}`);
    this.spoken.push({ model, text, voice, language });
    return { type: 'audio/wav', body: wavOf(text, Number(rate)) };
  }
}

function invalid(name: string): Refusal {
  return new Refusal(422, 'validation_error', `Invalid: ${name}`);
}
