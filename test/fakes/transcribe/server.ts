import {
  createServer,
  type Http2Server,
  type IncomingHttpHeaders,
  type ServerHttp2Session,
  type ServerHttp2Stream,
} from 'node:http2';
import type { AddressInfo } from 'node:net';
import { Refusal, type Fault } from '../fake-provider';
import type { FakeRecogniser, Heard } from '../voices';
import { message, SignedEvents } from './event-stream';

/** The languages that this fake has. */
const LANGUAGES = ['en-IN', 'hi-IN', 'en-US', 'ta-IN', 'te-IN', 'bn-IN'];

const SIGNED =
  /^AWS4-HMAC-SHA256 Credential=AKIDFAKE\/\d{8}\/us-east-1\/transcribe\/aws4_request, .*Signature=[0-9a-f]{64}$/;

/** A second of line audio, the most that one event may hold. */
const MOST_BYTES = 16_000;

/** Small and odd, so that messages are cut anywhere. */
const PIECE_BYTES = 11;

/** How an answer breaks off. */
type Cut = 'cut' | 'cut-short' | 'stuck';

/** Amazon Transcribe's StartStreamTranscription over HTTP/2, as its API reference of 2026 has it. */
export class FakeTranscribe implements FakeRecogniser {
  transcript = 'What are your hours?';
  readonly faults: (Fault | undefined)[] = [];
  readonly keysSent: (string | undefined)[] = [];
  readonly heard: Heard[] = [];
  abandoned = 0;
  /** The streams end with an exception of this name after their first result. */
  exception: string | undefined;
  /** Only results that are not final come, and then the end. */
  endsEarly = false;
  private readonly sessions = new Set<ServerHttp2Session>();

  private constructor(private readonly server: Http2Server) {
    server.on('session', (session) => {
      this.sessions.add(session);
      session.on('close', () => this.sessions.delete(session));
      session.on('error', () => {});
    });
    server.on('stream', (stream, headers) => this.serve(stream, headers));
  }

  static async open(): Promise<FakeTranscribe> {
    const server = createServer();
    const fake = new FakeTranscribe(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return fake;
  }

  get baseUrl(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    for (const session of this.sessions) session.destroy();
    await new Promise((resolve) => this.server.close(resolve));
  }

  /** Connections that nobody has closed. */
  get connections(): number {
    return this.sessions.size;
  }

  private serve(stream: ServerHttp2Stream, headers: IncomingHttpHeaders): void {
    stream.on('error', () => {});
    stream.on('aborted', () => this.abandoned++);
    this.keysSent.push(SIGNED.test(headers.authorization ?? '') ? 'signed' : undefined);
    const fault = this.faults.shift();
    try {
      const language = languageOf(headers);
      if (typeof fault === 'object' && 'status' in fault) {
        throw new Refusal(fault.status, fault.code ?? '', 'about the audio: RIFF');
      }
      if (fault === 'silent') return void stream.resume();
      if (fault === 'truncated') throw new Error('this fake has endsEarly for that');
      stream.respond({ ':status': 200, 'content-type': 'application/vnd.amazon.eventstream' });
      if (typeof fault === 'object') return void stream.end(fault.body);
      this.listen(stream, language, fault);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      stream.respond({
        ':status': error.status,
        'content-type': 'application/json',
        'x-amzn-errortype': `${error.code}:http://internal.amazon.com/`,
      });
      stream.end(JSON.stringify({ Message: error.message }));
    }
  }

  private listen(stream: ServerHttp2Stream, language: string | undefined, fault: Cut | undefined): void {
    const events = new SignedEvents();
    const pieces: Buffer[] = [];
    stream.on('data', (bytes: Buffer) => {
      for (const piece of events.push(bytes)) {
        if (piece.length > MOST_BYTES) return void stream.end(exceptionOf('BadRequestException'));
        pieces.push(piece);
      }
    });
    stream.on('end', () => {
      if (!events.ended) return void stream.end(exceptionOf('BadRequestException'));
      this.heard.push({ model: 'standard', language, pcm: Buffer.concat(pieces) });
      void this.answer(stream, fault);
    });
  }

  private async answer(stream: ServerHttp2Stream, fault: Cut | undefined): Promise<void> {
    const [first, ...others] = this.results();
    const parts = this.exception ? [first!, exceptionOf(this.exception)] : [first!, ...others];
    const bytes = Buffer.concat(parts);
    // One breaks off within a message, the other before the first.
    const cut = { cut: bytes.subarray(0, -9), 'cut-short': Buffer.alloc(0), stuck: first! };
    const sent = fault ? cut[fault] : bytes;
    for (let at = 0; at < sent.length; at += PIECE_BYTES) {
      await new Promise((resolve) => stream.write(sent.subarray(at, at + PIECE_BYTES), resolve));
    }
    if (!fault) stream.end();
    else if (fault !== 'stuck') stream.session?.destroy();
  }

  /** Each sentence of the transcript is a result: first a guess of it, then all of it. */
  private results(): Buffer[] {
    const sentences = this.transcript.split(/(?<=[.?!।])(?= )/);
    return sentences.flatMap((sentence, i) => [
      resultOf(`r-${i}`, true, sentence.slice(0, 4)),
      ...(this.endsEarly ? [] : [resultOf(`r-${i}`, false, sentence)]),
    ]);
  }
}

/** @returns undefined where the service has to find it out. @throws Refusal */
function languageOf(headers: IncomingHttpHeaders): string | undefined {
  const of = (name: string) => headers[`x-amzn-transcribe-${name}`] as string | undefined;
  if (headers[':path'] !== '/stream-transcription' || headers[':method'] !== 'POST') throw invalid();
  if (of('media-encoding') !== 'pcm' || of('sample-rate') !== '8000') throw invalid();
  const language = of('language-code');
  const options = of('language-options')?.split(',') ?? [];
  if ((language === undefined) !== (of('identify-language') === 'true')) throw invalid();
  if (language === undefined && (options.length < 2 || options.length > 5)) throw invalid();
  if (language !== undefined && options.length > 0) throw invalid();
  if ([...options, ...(language ? [language] : [])].some((one) => !LANGUAGES.includes(one))) throw invalid();
  const preferred = of('preferred-language');
  if (preferred !== undefined && !options.includes(preferred)) throw invalid();
  return language;
}

function invalid(): Refusal {
  return new Refusal(400, 'BadRequestException', 'Your request is not valid');
}

function resultOf(ResultId: string, IsPartial: boolean, text: string): Buffer {
  const Alternatives = text ? [{ Items: [], Transcript: text }] : [];
  const result = { Alternatives, ResultId, IsPartial, StartTime: 0, EndTime: 1 };
  return message('event', 'TranscriptEvent', { Transcript: { Results: [result] } });
}

function exceptionOf(type: string): Buffer {
  return message('exception', type, { Message: 'about the audio: RIFF' });
}
