import type { IncomingMessage, ServerResponse } from 'node:http';
import { HttpServer } from '../http-server';
import { pcmOfLineWav, type FakeRecogniser, type FakeVoice, type Heard, type Spoken } from '../voices';
import {
  parseSpeech,
  parseTranscription,
  speechOf,
  type SpeechRequest,
  type TranscriptionRequest,
} from './audio';
import { eventsOf, parseChat, type ChatRequest, type Delta } from './chat';
import { Refusal, type Fault } from './faults';

export const MODELS = [
  'gpt-4.1-mini',
  'gpt-4o-mini-transcribe',
  'whisper-1',
  'whisper-large-v3-turbo',
  'gpt-4o-mini-tts',
  'tts-1',
];

/** Small and odd, so that events and characters are cut anywhere. */
const PIECE_BYTES = 7;

/** OpenAI's transcriptions, chat completions and speech, as strict as the real thing where it matters here. */
export class FakeOpenAi implements FakeRecogniser, FakeVoice {
  /** Keys that are taken; empty: a server that wants none, and refuses to be given one. */
  keys: string[] = ['sk-good'];
  /** What the next requests meet, first come, first served. undefined: nothing. */
  readonly faults: (Fault | undefined)[] = [];
  /** The Authorization headers of all requests, in their order. */
  readonly authorizations: (string | undefined)[] = [];
  readonly chats: ChatRequest[] = [];
  readonly transcriptions: TranscriptionRequest[] = [];
  readonly speeches: SpeechRequest[] = [];
  /** Requests whose client went away before they were answered. */
  abandoned = 0;
  /** What is heard in every recording. */
  transcript = 'What are your hours?';
  /** What the model says, whatever it is asked or according to that. */
  reply: Delta[] | ((asked: ChatRequest) => Delta[]) = ['We open ', 'at nine.'];
  finish = 'stop';

  private constructor(private readonly server: HttpServer) {}

  static async open(): Promise<FakeOpenAi> {
    const fake: FakeOpenAi = new FakeOpenAi(
      await HttpServer.open((request, body, response) => fake.serve(request, body, response)),
    );
    return fake;
  }

  get baseUrl(): string {
    return `${this.server.url}/v1`;
  }

  close(): Promise<void> {
    return this.server.close();
  }

  get keysSent(): (string | undefined)[] {
    return this.authorizations.map((authorization) => authorization?.replace(/^Bearer /, ''));
  }

  get heard(): Heard[] {
    return this.transcriptions.map(({ model, language, file }) => ({
      model,
      language,
      pcm: pcmOfLineWav(file),
    }));
  }

  get spoken(): Spoken[] {
    return this.speeches.map(({ model, input, voice }) => ({
      model,
      text: input,
      voice,
      language: undefined,
    }));
  }

  /** How many were asked, good or bad. */
  get count(): number {
    return this.authorizations.length;
  }

  private async serve(request: IncomingMessage, body: Buffer, response: ServerResponse): Promise<void> {
    response.on('close', () => (this.abandoned += response.writableFinished ? 0 : 1));
    this.authorizations.push(request.headers.authorization);
    const fault = this.faults.shift();
    try {
      this.checkKey(request.headers.authorization);
      if (fault === 'silent') return;
      if (typeof fault === 'object' && 'status' in fault) {
        throw new Refusal(fault.status, fault.code ?? 'server_error', `fault about: ${body.toString()}`);
      }
      if (typeof fault === 'object') return void response.writeHead(200).end(fault.body);
      await this.route(request, body, response, fault);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const more = typeof fault === 'object' && 'headers' in fault ? fault.headers : {};
      response.writeHead(error.status, { 'content-type': 'application/json', ...more });
      const { message, code } = error;
      response.end(JSON.stringify({ error: { message, type: code, param: null, code } }));
    }
  }

  private async route(
    request: IncomingMessage,
    body: Buffer,
    response: ServerResponse,
    fault: Fault | undefined,
  ): Promise<void> {
    switch (`${request.method} ${request.url}`) {
      case 'POST /v1/audio/transcriptions': {
        const asked = await parseTranscription(body, request.headers['content-type']);
        this.transcriptions.push(this.known(asked));
        response.setHeader('content-type', 'application/json');
        return deliver(response, [JSON.stringify({ text: this.transcript })], fault);
      }
      case 'POST /v1/chat/completions': {
        const asked = parseChat(body);
        this.chats.push(this.known(asked));
        response.setHeader('content-type', 'text/event-stream');
        const finish = fault === 'truncated' ? null : this.finish;
        const reply = typeof this.reply === 'function' ? this.reply(asked) : this.reply;
        return deliver(response, eventsOf(asked.model, reply, finish), fault);
      }
      case 'POST /v1/audio/speech': {
        const asked = parseSpeech(body);
        this.speeches.push(this.known(asked));
        response.setHeader('content-type', 'audio/wav');
        return deliver(response, [Buffer.from(speechOf(asked.input))], fault);
      }
      default:
        throw new Refusal(404, 'unknown_url', `Unknown request URL: ${request.method} ${request.url}`);
    }
  }

  /** The real one quotes a part of the key. This one quotes all of it, to see whether anybody passes it on. */
  private checkKey(authorization: string | undefined): void {
    const key = authorization?.replace(/^Bearer /, '');
    if (this.keys.length === 0 ? key === undefined : key !== undefined && this.keys.includes(key)) return;
    throw new Refusal(401, 'invalid_api_key', `Incorrect API key provided: ${key}.`);
  }

  private known<T extends { model: string }>(asked: T): T {
    if (MODELS.includes(asked.model)) return asked;
    throw new Refusal(404, 'model_not_found', `The model '${asked.model}' does not exist`);
  }
}

/** Sends an answer in small pieces, and only the first half of it when it is to break off. */
async function deliver(
  response: ServerResponse,
  parts: (string | Buffer)[],
  fault: Fault | undefined,
): Promise<void> {
  const bytes = Buffer.concat(parts.map((part) => Buffer.from(part as string)));
  const whole = fault !== 'cut' && fault !== 'cut-short' && fault !== 'stuck';
  if (fault === 'cut-short') response.setHeader('content-length', bytes.length);
  const sent = whole ? bytes : bytes.subarray(0, Math.ceil(bytes.length * 0.75));
  const piece = bytes.length > 10_000 ? 4099 : PIECE_BYTES;
  for (let at = 0; at < sent.length; at += piece) {
    await new Promise((resolve) => response.write(sent.subarray(at, at + piece), resolve));
  }
  if (whole) response.end();
  else if (fault !== 'stuck') response.destroy();
}
