import type { IncomingHttpHeaders } from 'node:http';
import { checkMembers, checkType, FakeProvider, Refusal, type Answer, type Asked } from '../fake-provider';
import { pcmOfLineWav, wavOf, type FakeRecogniser, type FakeVoice, type Heard, type Spoken } from '../voices';

const EARS = ['nova-2', 'nova-3'];
const LANGUAGES = ['en', 'en-US', 'en-AU', 'en-GB', 'en-IN', 'en-NZ', 'hi', 'ta', 'bn', 'es', 'multi'];
const VOICES = ['aura-2-thalia-en', 'aura-2-celeste-es'];

/** Deepgram's /v1/listen and /v1/speak for one request each. */
export class FakeDeepgram extends FakeProvider implements FakeRecogniser, FakeVoice {
  static open(): Promise<FakeDeepgram> {
    return new FakeDeepgram().listen();
  }

  transcript = 'What are your hours?';
  readonly heard: Heard[] = [];
  readonly spoken: Spoken[] = [];
  protected readonly goodKey = 'dg-good';

  protected keyOf({ authorization }: IncomingHttpHeaders): string | undefined {
    return /^Token (.+)$/.exec(authorization ?? '')?.[1];
  }

  protected refusalOf(key: string | undefined): Refusal {
    return new Refusal(401, 'INVALID_AUTH', `Invalid credentials: ${key}.`);
  }

  protected bodyOf({ code, message }: Refusal): object {
    return { err_code: code || 'Bad Request', err_msg: message, request_id: 'a1b2' };
  }

  protected answer(asked: Asked): Answer {
    switch (`${asked.method} ${asked.path}`) {
      case 'POST /v1/listen':
        return this.listenTo(asked);
      case 'POST /v1/speak':
        return this.speak(asked);
      default:
        throw new Refusal(404, 'NOT_FOUND', `No such path: ${asked.path}`);
    }
  }

  private listenTo(asked: Asked): Answer {
    checkType(asked, 'audio/wav');
    checkMembers(asked.query.keys(), ['model'], ['language', 'smart_format', 'punctuate', 'numerals']);
    const { model = '', language } = Object.fromEntries(asked.query);
    if (!EARS.includes(model) || (language && !LANGUAGES.includes(language))) {
      throw new Refusal(
        400,
        'Bad Request',
        `No such model/language combination found: ${model}, ${language}`,
      );
    }
    this.heard.push({ model, language, pcm: pcmOfLineWav(asked.body) });
    const alternatives = [{ transcript: this.transcript, confidence: 0.99, words: [] }];
    const body = { metadata: { request_id: 'a1b2', channels: 1 }, results: { channels: [{ alternatives }] } };
    return { type: 'application/json', body: JSON.stringify(body) };
  }

  private speak(asked: Asked): Answer {
    checkType(asked, 'application/json');
    checkMembers(asked.query.keys(), ['model', 'encoding', 'container', 'sample_rate'], []);
    const { model = '', encoding, container, sample_rate: rate } = Object.fromEntries(asked.query);
    const body = JSON.parse(asked.body.toString()) as { text: string };
    checkMembers(Object.keys(body), ['text'], []);
    if (!VOICES.includes(model)) throw new Refusal(400, 'Bad Request', `No such model: ${model}`);
    if (encoding !== 'linear16' || container !== 'wav' || !['8000', '16000', '24000'].includes(rate ?? '')) {
      throw new Refusal(400, 'UNSUPPORTED_AUDIO_FORMAT', 'No such combination');
    }
    this.spoken.push({ model, text: body.text, voice: undefined, language: undefined });
    return { type: 'audio/wav', body: wavOf(body.text, Number(rate)) };
  }
}
