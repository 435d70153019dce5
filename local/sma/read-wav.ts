import { LINE_RATE } from '../../lambda/core/speech/wav';

const MAX_BYTES = 50 * 1024 * 1024;
const PCM = 1;

/**
 * Reads a WAV file as PlayAudio does: PCM, 16 bit, 8 kHz, mono, 50 MB at the most.
 *
 * Source: developer guide, "PlayAudio". It recommends 8 kHz mono; the runtime insists, so that nobody finds
 * out on a real telephone what other rates sound like.
 *
 * @returns the samples, or what is wrong with the file.
 */
export function readWav(file: Uint8Array): { pcm: Int16Array } | { fault: string } {
  if (file.byteLength > MAX_BYTES) return { fault: `has ${file.byteLength} bytes; at most ${MAX_BYTES}` };
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  if (tag(file, 0) !== 'RIFF' || tag(file, 8) !== 'WAVE') return { fault: 'is not a WAV file' };
  const chunks = chunksOf(file, view);
  const [format, data] = [chunks.get('fmt '), chunks.get('data')];
  if (!format || format.bytes < 16 || !data) return { fault: 'has no complete fmt and data chunk' };

  const found = {
    format: view.getUint16(format.at, true),
    channels: view.getUint16(format.at + 2, true),
    rate: view.getUint32(format.at + 4, true),
    bits: view.getUint16(format.at + 14, true),
  };
  if (found.format !== PCM || found.channels !== 1 || found.rate !== LINE_RATE || found.bits !== 16) {
    const { format: code, channels, rate, bits } = found;
    return {
      fault: `is format ${code}, ${channels} channels, ${rate} Hz, ${bits} bit; write PCM (format 1), 1 channel, 8000 Hz, 16 bit`,
    };
  }
  if (data.bytes < 2) return { fault: 'holds no samples' };
  const samples = new Int16Array(Math.floor(data.bytes / 2));
  for (let i = 0; i < samples.length; i++) samples[i] = view.getInt16(data.at + i * 2, true);
  return { pcm: samples };
}

/** The chunks that lie within the file, by name. */
function chunksOf(file: Uint8Array, view: DataView): Map<string, { at: number; bytes: number }> {
  const chunks = new Map<string, { at: number; bytes: number }>();
  for (let at = 12; at + 8 <= file.byteLength;) {
    const bytes = view.getUint32(at + 4, true);
    if (at + 8 + bytes > file.byteLength) break;
    chunks.set(tag(file, at), { at: at + 8, bytes });
    at += 8 + bytes + (bytes % 2);
  }
  return chunks;
}

function tag(file: Uint8Array, at: number): string {
  return String.fromCharCode(...file.subarray(at, at + 4));
}
