/** Sound as numbers from -1 to 1, mono. */
export interface Sound {
  samples: Float32Array;
  /** Samples a second. */
  rate: number;
}

/** What keeps bytes from being read as a WAV file. */
export class UnreadableAudio extends Error {}

interface Format {
  codec: number;
  channels: number;
  rate: number;
  bits: number;
}

const PCM = 1;
const FLOAT = 3;
const A_LAW = 6;
const MU_LAW = 7;
/** The real codec stands in the first two bytes of a GUID at the end of the format chunk. */
const EXTENSIBLE = 0xfffe;

/**
 * From here on a length is a placeholder: half of what a WAV file can hold, less what a header may take off.
 * Servers that stream write 0x7FFFFFFF or 0xFFFFFFFF, some of them less the length of their header.
 */
const PLACEHOLDER = 0x7fff0000;

/**
 * Reads a WAV file: PCM of 8, 16, 24 or 32 bits, float of 32 or 64, A-law, µ-law, any rate, channels mixed to
 * one. A server that streams writes its header before it knows the length, as 0 or 0xFFFFFFFF; the sound then
 * lasts until the end of the file.
 *
 * @returns the sound, and whether all of it is there that the header promises.
 * @throws UnreadableAudio
 */
export function readWav(file: Uint8Array): Sound & { whole: boolean } {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  if (file.byteLength < 12 || tag(view, 0) !== 'RIFF' || tag(view, 8) !== 'WAVE') {
    throw new UnreadableAudio('it is no WAV file');
  }
  let format: Format | undefined;
  for (let at = 12; at + 8 <= file.byteLength;) {
    const size = view.getUint32(at + 4, true);
    const body = at + 8;
    const rest = file.byteLength - body;
    switch (tag(view, at)) {
      case 'fmt ':
        format = readFormat(view, body, size);
        break;
      case 'data': {
        if (!format) throw new UnreadableAudio('its data come before their format');
        const length = size === 0 || size > rest ? rest : size;
        const whole = size <= rest || size >= PLACEHOLDER;
        return { samples: mix(view, body, length, format), rate: format.rate, whole };
      }
    }
    at = body + size + (size % 2);
  }
  throw new UnreadableAudio('it is a WAV file without sound');
}

function readFormat(view: DataView, at: number, size: number): Format {
  if (size < 16 || at + size > view.byteLength) throw new UnreadableAudio('its format is cut short');
  const codec = view.getUint16(at, true);
  const format = {
    codec: codec === EXTENSIBLE && size >= 26 ? view.getUint16(at + 24, true) : codec,
    channels: view.getUint16(at + 2, true),
    rate: view.getUint32(at + 4, true),
    bits: view.getUint16(at + 14, true),
  };
  if (format.channels < 1 || format.channels > 8) {
    throw new UnreadableAudio(`it has ${format.channels} channels`);
  }
  if (format.rate < 4000 || format.rate > 192_000) {
    throw new UnreadableAudio(`it has ${format.rate} samples a second`);
  }
  return format;
}

/** Decodes interleaved samples and takes the mean of the channels. */
function mix(view: DataView, from: number, length: number, format: Format): Float32Array {
  const { channels } = format;
  const { bytes, decode } = decoderOf(format, view);
  const samples = new Float32Array(Math.floor(length / (bytes * channels)));
  for (let i = 0, at = from; i < samples.length; i++) {
    let sum = 0;
    for (let channel = 0; channel < channels; channel++, at += bytes) sum += decode(at);
    samples[i] = sum / channels;
  }
  return samples;
}

function decoderOf(
  { codec, bits }: Format,
  view: DataView,
): { bytes: number; decode: (at: number) => number } {
  switch (`${codec}/${bits}`) {
    case `${PCM}/8`:
      return { bytes: 1, decode: (at) => (view.getUint8(at) - 128) / 128 };
    case `${PCM}/16`:
      return { bytes: 2, decode: (at) => view.getInt16(at, true) / 0x8000 };
    case `${PCM}/24`:
      return {
        bytes: 3,
        decode: (at) => ((view.getInt8(at + 2) << 16) | view.getUint16(at, true)) / 0x800000,
      };
    case `${PCM}/32`:
      return { bytes: 4, decode: (at) => view.getInt32(at, true) / 0x80000000 };
    case `${FLOAT}/32`:
      return { bytes: 4, decode: (at) => finite(view.getFloat32(at, true)) };
    case `${FLOAT}/64`:
      return { bytes: 8, decode: (at) => finite(view.getFloat64(at, true)) };
    case `${A_LAW}/8`:
      return { bytes: 1, decode: (at) => fromALaw(view.getUint8(at)) };
    case `${MU_LAW}/8`:
      return { bytes: 1, decode: (at) => fromMuLaw(view.getUint8(at)) };
    default:
      throw new UnreadableAudio(`it is in a format that cannot be read (codec ${codec}, ${bits} bits)`);
  }
}

function finite(sample: number): number {
  return Number.isFinite(sample) ? sample : 0;
}

/** ITU-T G.711, table 2a. */
function fromMuLaw(byte: number): number {
  const code = ~byte & 0xff;
  const magnitude = ((((code & 0x0f) << 3) + 0x84) << ((code & 0x70) >> 4)) - 0x84;
  return (code & 0x80 ? -magnitude : magnitude) / 0x8000;
}

/** ITU-T G.711, table 1a. */
function fromALaw(byte: number): number {
  const code = byte ^ 0x55;
  const segment = (code & 0x70) >> 4;
  const step = ((code & 0x0f) << 4) + 8;
  const magnitude = segment === 0 ? step : (step + 0x100) << (segment - 1);
  return (code & 0x80 ? magnitude : -magnitude) / 0x8000;
}

function tag(view: DataView, at: number): string {
  return String.fromCharCode(...[0, 1, 2, 3].map((i) => view.getUint8(at + i)));
}
