import { EventStreamCodec } from '@smithy/core/event-streams';

const codec = new EventStreamCodec(
  (bytes) => Buffer.from(bytes as Uint8Array).toString(),
  (text) => new Uint8Array(Buffer.from(text)),
);

/** Reads the messages of a request body: each is signed, with the event itself inside. An empty one ends it. */
export class SignedEvents {
  private rest = Buffer.alloc(0);
  /** The empty message at the end has come. */
  ended = false;

  /** @returns the payloads of the events that are whole by now. */
  push(bytes: Buffer): Buffer[] {
    this.rest = Buffer.concat([this.rest, bytes]);
    const payloads: Buffer[] = [];
    while (this.rest.length >= 4 && this.rest.length >= this.rest.readUInt32BE(0)) {
      const length = this.rest.readUInt32BE(0);
      const event = eventOf(this.rest.subarray(0, length));
      this.rest = this.rest.subarray(length);
      if (this.ended) throw new Error('an event came after the end');
      if (event) payloads.push(event);
      else this.ended = true;
    }
    return payloads;
  }
}

/** @returns undefined for the empty message. */
function eventOf(message: Uint8Array): Buffer | undefined {
  const { headers, body } = codec.decode(message);
  if (headers[':date']?.type !== 'timestamp') throw new Error('a message has no date');
  if (headers[':chunk-signature']?.type !== 'binary') throw new Error('a message is not signed');
  if (body.length === 0) return undefined;
  const inner = codec.decode(body);
  const type = inner.headers[':event-type']?.value;
  if (type !== 'AudioEvent') throw new Error(`unknown event ${String(type)}`);
  return Buffer.from(inner.body);
}

/** A message of the answer. */
export function message(kind: 'event' | 'exception', type: string, body: object): Buffer {
  const text = (value: string) => ({ type: 'string' as const, value });
  return Buffer.from(
    codec.encode({
      headers: {
        ':message-type': text(kind),
        [kind === 'event' ? ':event-type' : ':exception-type']: text(type),
        ':content-type': text('application/json'),
      },
      body: new Uint8Array(Buffer.from(JSON.stringify(body))),
    }),
  );
}
