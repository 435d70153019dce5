/** What a result may take of the model's attention, in bytes of UTF-8. */
export const RESULT_BYTES = 8192;

const NOTE = '\n[The rest was left out: the result is longer than 8 kB.]';

/** @returns the text, cut where it is longer than a model is told. No character is cut in two. */
export function bounded(text: string): string {
  const bytes = new TextEncoder().encode(text);
  if (bytes.byteLength <= RESULT_BYTES) return text;
  const room = bytes.subarray(0, RESULT_BYTES - NOTE.length);
  // As a stream, the decoder holds back a character that is not whole.
  return new TextDecoder().decode(room, { stream: true }) + NOTE;
}
