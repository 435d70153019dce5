import { createServer, type Http2Server as Server } from 'node:http2';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Answerer } from './http-server';

/** As HttpServer, over HTTP/2 without TLS, as newer clients of AWS ask. */
export class Http2Server {
  private readonly sockets = new Set<Socket>();

  private constructor(private readonly server: Server) {
    server.on('connection', (socket: Socket) => {
      this.sockets.add(socket);
      socket.on('close', () => this.sockets.delete(socket));
    });
  }

  static async open(answer: Answerer): Promise<Http2Server> {
    const server = createServer((...asked: unknown[]) => {
      const [request, response] = asked as [IncomingMessage, ServerResponse];
      const chunks: Buffer[] = [];
      // A stream that ends by itself looks complete to the client; what breaks is the connection.
      response.destroy = () => {
        opened.breakOff();
        return response;
      };
      // Node says of an answer that was abandoned that it is finished.
      Object.defineProperty(response, 'writableFinished', { get: () => response.writableEnded });
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => void answer(request, Buffer.concat(chunks), response));
    });
    const opened: Http2Server = new Http2Server(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return opened;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.breakOff();
    await new Promise((resolve) => this.server.close(resolve));
  }

  /** Breaks all connections, without a word. */
  private breakOff(): void {
    for (const socket of this.sockets) socket.destroy();
  }
}
