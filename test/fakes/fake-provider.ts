import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { HttpServer, type Answerer } from './http-server';

/** What goes wrong with a request to a provider. */
export type Fault =
  /** Answers with a status and an error in the provider's shape. Its message quotes what was sent. */
  | { status: number; code?: string; headers?: Record<string, string> }
  /** Answers 200 with this body. */
  | { body: string | Uint8Array }
  /** Takes the request and never answers. */
  | 'silent'
  /** Breaks the connection in the middle of an answer in chunks. */
  | 'cut'
  /** Breaks the connection in the middle of an answer that told its length. */
  | 'cut-short'
  /** Ends the answer in the middle, as if it were complete. */
  | 'truncated'
  /** Sends the first part of the answer, and then nothing. */
  | 'stuck';

/** What the contract suites see of any fake of a provider. */
export interface FakeService {
  readonly baseUrl: string;
  /** What the next requests meet, first come, first served. undefined: nothing. */
  readonly faults: (Fault | undefined)[];
  /** The keys of all requests, good or bad, in their order; undefined where there was none. */
  readonly keysSent: (string | undefined)[];
  /** Requests whose client went away before they were answered. */
  readonly abandoned: number;
  close(): Promise<void>;
}

/** A request that the provider would refuse. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

export interface Asked {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

export interface Answer {
  type: string;
  body: Uint8Array | string;
}

/** Small and odd, so that samples and characters are cut anywhere. */
const PIECE_BYTES = 4099;

/** The part that fakes of providers have in common: keys, faults, and answers in pieces. */
export abstract class FakeProvider implements FakeService {
  readonly faults: (Fault | undefined)[] = [];
  readonly keysSent: (string | undefined)[] = [];
  abandoned = 0;
  private server!: Pick<HttpServer, 'url' | 'close'>;
  /** How an answer is cut up. */
  pieceBytes = PIECE_BYTES;

  /** The only key that is taken; undefined: none is. */
  protected abstract readonly goodKey: string | undefined;
  /** The key of a request, from where the provider looks for it and nowhere else. */
  protected abstract keyOf(headers: IncomingHttpHeaders): string | undefined;
  /** @throws Refusal */
  protected abstract answer(asked: Asked): Answer | Promise<Answer>;
  /** An error as the provider writes it. */
  protected abstract bodyOf(refusal: Refusal): object;
  /** The real ones quote a part of the key. This quotes all of it, to see whether anybody passes it on. */
  protected abstract refusalOf(key: string | undefined): Refusal;

  /** @param open what listens; standard: HTTP/1.1. */
  protected async listen(
    open: (answer: Answerer) => Promise<Pick<HttpServer, 'url' | 'close'>> = HttpServer.open,
  ): Promise<this> {
    this.server = await open((request, body, response) => this.serve(request, body, response));
    return this;
  }

  get baseUrl(): string {
    return this.server.url;
  }

  close(): Promise<void> {
    return this.server.close();
  }

  private async serve(request: IncomingMessage, body: Buffer, response: ServerResponse): Promise<void> {
    response.on('close', () => (this.abandoned += response.writableFinished ? 0 : 1));
    const key = this.keyOf(request.headers);
    this.keysSent.push(key);
    const fault = this.faults.shift();
    try {
      if (key !== this.goodKey) throw this.refusalOf(key);
      if (fault === 'silent') return;
      if (typeof fault === 'object' && 'body' in fault) return void response.writeHead(200).end(fault.body);
      if (typeof fault === 'object')
        throw new Refusal(fault.status, fault.code ?? '', `about ${body.toString()}`);
      const { pathname, searchParams } = new URL(request.url ?? '', 'http://fake');
      const { method = '', headers } = request;
      const answer = await this.answer({ method, path: pathname, query: searchParams, headers, body });
      await deliver(response, answer, this.pieceBytes, fault);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const more = typeof fault === 'object' && 'headers' in fault ? fault.headers : {};
      response.writeHead(error.status, { 'content-type': 'application/json', ...more });
      response.end(JSON.stringify(this.bodyOf(error)));
    }
  }
}

/** Sends an answer in pieces, and only the first part of it when it is to break off. */
async function deliver(
  response: ServerResponse,
  { type, body }: Answer,
  pieceBytes: number,
  fault: Exclude<Fault, object> | undefined,
): Promise<void> {
  const bytes = Buffer.from(body as string);
  const length = fault === 'cut-short' ? { 'content-length': bytes.length } : {};
  response.writeHead(200, { 'content-type': type, ...length });
  const sent = fault ? bytes.subarray(0, Math.ceil(bytes.length * 0.75)) : bytes;
  for (let at = 0; at < sent.length; at += pieceBytes) {
    await new Promise((resolve) => response.write(sent.subarray(at, at + pieceBytes), resolve));
  }
  if (!fault || fault === 'truncated') response.end();
  else if (fault !== 'stuck') response.destroy();
}

/** @throws Refusal when `given` has members that the API does not know, or misses some. */
export function checkMembers(given: Iterable<string>, required: string[], optional: string[]): void {
  const names = [...given];
  const unknown = names.filter((name) => ![...required, ...optional].includes(name));
  if (unknown.length > 0) throw new Refusal(400, 'bad_request', `Unknown: ${unknown.join(', ')}`);
  const missing = required.filter((name) => !names.includes(name));
  if (missing.length > 0) throw new Refusal(400, 'bad_request', `Missing: ${missing.join(', ')}`);
}

/** @throws Refusal unless the request says that it is of this type. */
export function checkType({ headers }: Asked, type: string): void {
  if (headers['content-type']?.split(';')[0] === type) return;
  throw new Refusal(415, 'unsupported_media_type', `Expected ${type}`);
}
