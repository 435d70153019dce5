import type { RawData, WebSocket } from 'ws';
import { hasSpeech } from '../sim/espeak';
import type { World } from '../world';
import { linesOf } from './lines';
import { PhoneCall } from './phone-call';
import { fromPage, type FromPage, type ToPage } from './protocol';
import type { Recordings } from './recordings';

/** One open page: a telephone of its own, with one call at a time. When the page goes, its call is hung up. */
export class Tab {
  private call?: PhoneCall;

  constructor(
    private readonly socket: WebSocket,
    private readonly world: World,
    private readonly recordings: Recordings,
  ) {
    socket.on('message', (data, isBinary) => {
      if (isBinary) this.call?.feed(samplesOf(data));
      else this.take(textOf(data));
    });
    // A frame that breaks the protocol closes the socket; that is all there is to do about it.
    socket.on('error', () => undefined);
    this.tell({ type: 'welcome', lines: linesOf(world), words: hasSpeech() });
  }

  /** Hangs up, and resolves when nothing of the call goes on any more. */
  async close(): Promise<void> {
    this.call?.hangUp();
    await this.call?.ended.catch(() => undefined);
    this.socket.close(1001, 'the phone was switched off');
  }

  private take(text: string): void {
    const parsed = fromPage.safeParse(readJson(text));
    if (!parsed.success) return this.tellFault(parsed.error.issues.map(({ message }) => message).join(' '));
    this.follow(parsed.data).catch((error: Error) => this.tellFault(error.message));
  }

  private async follow(message: FromPage): Promise<void> {
    if (message.type === 'call') return this.dial(message);
    if (!this.call) return this.tellFault('There is no call. Call a number first.');
    switch (message.type) {
      case 'say':
        return this.call.say(message.text);
      case 'press':
        return this.call.press(message.key);
      case 'hang-up':
        return this.call.hangUp();
    }
  }

  private async dial({ to, from }: Extract<FromPage, { type: 'call' }>): Promise<void> {
    if (this.call) return this.tellFault('A call is under way. Hang up first.');
    const language = linesOf(this.world).find(({ number }) => number === to)?.language ?? 'en';
    this.call = new PhoneCall({
      world: this.world,
      recordings: this.recordings,
      to,
      from,
      language,
      tell: (told) => this.tell(told),
      play: (pcm) => this.send(Buffer.from(pcm.buffer, pcm.byteOffset, pcm.byteLength)),
    });
    await this.call.ended.finally(() => (this.call = undefined));
  }

  private tellFault(message: string): void {
    this.tell({ type: 'fault', message });
  }

  private tell(message: ToPage): void {
    this.send(JSON.stringify(message));
  }

  private send(frame: string | Buffer): void {
    if (this.socket.readyState === this.socket.OPEN) this.socket.send(frame);
  }
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function textOf(data: RawData): string {
  return bytesOf(data).toString('utf8');
}

/** Copied, since samples have to begin at an even address. An odd byte at the end is no sample. */
function samplesOf(data: RawData): Int16Array {
  const bytes = Uint8Array.from(bytesOf(data));
  return new Int16Array(bytes.buffer, 0, bytes.length >> 1);
}

function bytesOf(data: RawData): Buffer {
  if (Array.isArray(data)) return Buffer.concat(data);
  return Buffer.isBuffer(data) ? data : Buffer.from(data);
}
