/** What a telephone line carries, and what the media plane plays: 8 kHz, 16-bit, mono. */
export const LINE_RATE = 8000;
export const BYTES_PER_MS = (LINE_RATE * 2) / 1000;

const HEADER_BYTES = 44;

/** Puts line audio (8 kHz, 16-bit little-endian, mono) into a WAV file. */
export function wavOfLine(pcm: Int16Array): Uint8Array {
  const file = new Uint8Array(HEADER_BYTES + pcm.byteLength);
  const view = new DataView(file.buffer);
  const text = (at: number, letters: string) =>
    [...letters].forEach((letter, i) => view.setUint8(at + i, letter.charCodeAt(0)));
  text(0, 'RIFF');
  view.setUint32(4, 36 + pcm.byteLength, true);
  text(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, LINE_RATE, true);
  view.setUint32(28, LINE_RATE * 2, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  text(36, 'data');
  view.setUint32(40, pcm.byteLength, true);
  // A copy in one go: every processor that this runs on is little-endian, as the file is.
  new Int16Array(file.buffer, HEADER_BYTES).set(pcm);
  return file;
}

/** Milliseconds that a WAV file of line audio lasts. */
export function durationOfLineWav(wav: Uint8Array): number {
  return Math.max(0, wav.byteLength - HEADER_BYTES) / BYTES_PER_MS;
}
