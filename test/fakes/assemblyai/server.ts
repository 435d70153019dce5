import type { IncomingHttpHeaders } from 'node:http';
import * as z from 'zod';
import { checkType, FakeProvider, Refusal, type Answer, type Asked } from '../fake-provider';
import { pcmOfLineWav, type FakeRecogniser, type Heard } from '../voices';

const LANGUAGES = 'ar da de en es fi fr he hi it ja nl no pt sv tr ur vi zh'.split(' ');
const BYTES_PER_SECOND = 16_000;

const config = z.strictObject({
  language_codes: z.array(z.enum(LANGUAGES)).min(1),
});

/** AssemblyAI's synchronous speech to text, as its reference of November 2026 has it. */
export class FakeAssemblyAi extends FakeProvider implements FakeRecogniser {
  protected readonly goodKey = 'aai-good';
  readonly heard: Heard[] = [];
  transcript = 'What are your hours?';

  static open(): Promise<FakeAssemblyAi> {
    return new FakeAssemblyAi().listen();
  }

  /** The bare key: with a word before it, it is a wrong one. */
  protected keyOf({ authorization }: IncomingHttpHeaders): string | undefined {
    return authorization;
  }

  protected async answer(asked: Asked): Promise<Answer> {
    if (`${asked.method} ${asked.path}` !== 'POST /v1/transcribe') {
      throw new Refusal(404, 'not_found', `No ${asked.path}`);
    }
    checkType(asked, 'multipart/form-data');
    const model = asked.headers['x-aai-model'];
    if (model !== 'universal-3-5-pro') throw invalid(`No model ${String(model)}`);
    const { language_codes: languages, audio } = await formOf(asked);
    const pcm = pcmOfLineWav(audio);
    if (pcm.length < 0.08 * BYTES_PER_SECOND) throw new Refusal(400, 'audio_too_short', 'below 80 ms');
    if (pcm.length > 120 * BYTES_PER_SECOND) throw new Refusal(413, 'audio_too_large', 'exceeds 120000 ms');
    this.heard.push({ model, language: languages.join('+'), pcm });
    const body = JSON.stringify({
      text: this.transcript,
      words: [],
      confidence: 0.97,
      audio_duration_ms: pcm.length / 16,
      session_id: 's-1',
    });
    return { type: 'application/json', body };
  }

  protected refusalOf(key: string | undefined): Refusal {
    return new Refusal(401, '', `Invalid key ${key}`);
  }

  /** Audio, capacity and inference have a code; keys and rate limits have none. */
  protected bodyOf({ code, message }: Refusal): object {
    return code ? { error_code: code, message } : { detail: message };
  }
}

async function formOf({ headers, body }: Asked): Promise<{ language_codes: string[]; audio: Uint8Array }> {
  const answer = new Response(new Uint8Array(body), {
    headers: { 'content-type': headers['content-type']! },
  });
  const parts = [...(await answer.formData()).entries()];
  if (parts.map(([name]) => name).join() !== 'config,audio') throw invalid('Expected config, then audio');
  const [told, audio] = parts.map(([, part]) => part);
  if (typeof told !== 'object' || typeof audio !== 'object') throw invalid('Parts without a type');
  if (told.type !== 'application/json' || audio.type !== 'audio/wav') throw invalid('Parts of a wrong type');
  const { success, data, error } = config.safeParse(JSON.parse(await told.text()));
  if (!success) throw invalid(z.prettifyError(error));
  return { ...data, audio: new Uint8Array(await audio.arrayBuffer()) };
}

function invalid(message: string): Refusal {
  return new Refusal(400, 'bad_request', message);
}
