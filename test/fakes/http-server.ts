import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createSecureServer, type Server as SecureServer } from 'node:https';
import { closeServer, listenOnLoopback } from '../../local/loopback';
import type { Certificate } from './tool-server/certificate';

export type Answerer = (
  request: IncomingMessage,
  body: Buffer,
  response: ServerResponse,
) => void | Promise<void>;

/** An HTTP server on a free port of 127.0.0.1, for fakes of services; with a certificate, of HTTPS. */
export class HttpServer {
  private constructor(
    private readonly server: Server | SecureServer,
    readonly port: number,
  ) {}

  static async open(answer: Answerer, certificate?: Certificate): Promise<HttpServer> {
    const collect = (request: IncomingMessage, response: ServerResponse) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => void answer(request, Buffer.concat(chunks), response));
    };
    const server = certificate ? createSecureServer(certificate, collect) : createServer(collect);
    return new HttpServer(server, await listenOnLoopback(server));
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  close(): Promise<void> {
    return closeServer(this.server);
  }
}
