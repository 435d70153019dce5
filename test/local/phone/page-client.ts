import { once } from 'node:events';
import { WebSocket } from 'ws';
import type { FromPage, ToPage } from '../../../local/phone/protocol';

type MessageOf<T extends ToPage['type']> = Extract<ToPage, { type: T }>;

/** A page without a browser: it speaks the protocol and remembers what it was told. */
export class PageClient {
  readonly told: ToPage[] = [];
  /** Line audio that a person would have heard. */
  readonly heard: Buffer[] = [];
  private readonly waiting: { found: () => unknown; resolve: (value: never) => void }[] = [];

  private constructor(private readonly socket: WebSocket) {
    socket.on('message', (data: Buffer, isBinary) => {
      if (isBinary) this.heard.push(data);
      else this.told.push(JSON.parse(data.toString()) as ToPage);
      this.wake();
    });
  }

  static async open(url: string): Promise<PageClient> {
    const socket = new WebSocket(url.replace('http', 'ws'), { origin: url.replace(/\/$/, '') });
    const client = new PageClient(socket);
    await once(socket, 'open');
    return client;
  }

  tell(...messages: FromPage[]): void {
    for (const message of messages) this.send(JSON.stringify(message));
  }

  send(frame: string | Buffer): void {
    this.socket.send(frame);
  }

  /** @returns the first message of this type that `fits`, now or later. */
  message<T extends ToPage['type']>(
    type: T,
    fits: (message: MessageOf<T>) => boolean = () => true,
  ): Promise<MessageOf<T>> {
    return this.until(() => this.all(type).find(fits));
  }

  all<T extends ToPage['type']>(type: T): MessageOf<T>[] {
    return this.told.filter((message): message is MessageOf<T> => message.type === type);
  }

  until<V>(found: () => V | undefined): Promise<V> {
    return new Promise((resolve) => {
      this.waiting.push({ found, resolve });
      this.wake();
    });
  }

  async close(): Promise<void> {
    this.socket.close();
    await this.closed();
  }

  async closed(): Promise<void> {
    if (this.socket.readyState !== WebSocket.CLOSED) await once(this.socket, 'close');
  }

  private wake(): void {
    for (const entry of [...this.waiting]) {
      const value = entry.found();
      if (value === undefined) continue;
      this.waiting.splice(this.waiting.indexOf(entry), 1);
      entry.resolve(value as never);
    }
  }
}
