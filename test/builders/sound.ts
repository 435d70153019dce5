/** A sine wave of half the full scale. */
export function tone(hertz: number, rate: number, ms: number, amplitude = 0.5): Float32Array {
  return Float32Array.from(
    { length: Math.round((rate * ms) / 1000) },
    (_, i) => amplitude * Math.sin((2 * Math.PI * hertz * i) / rate),
  );
}

export function toPcm16(samples: Float32Array): Int16Array {
  return Int16Array.from(samples, (sample) => Math.round(sample * 0x7fff));
}

/** Loudness in dB of full scale, of a sine wave of full scale being 0. */
export function levelOf(samples: ArrayLike<number>, fullScale: number): number {
  let squares = 0;
  for (let i = 0; i < samples.length; i++) squares += (samples[i]! / fullScale) ** 2;
  return 10 * Math.log10((2 * squares) / samples.length);
}

export interface WavFormat {
  codec?: number;
  channels?: number;
  rate: number;
  bits: number;
  /** What stands in the header as the length of the data, where it is not the truth. */
  claimedLength?: number;
}

/** A WAV file around sample data that are encoded already. */
export function wavFile(
  data: Uint8Array,
  { codec = 1, channels = 1, rate, bits, claimedLength = data.length }: WavFormat,
): Uint8Array {
  const file = Buffer.alloc(44 + data.length);
  file.write('RIFF', 0);
  file.writeUInt32LE((36 + claimedLength) >>> 0, 4);
  file.write('WAVEfmt ', 8);
  file.writeUInt32LE(16, 16);
  file.writeUInt16LE(codec, 20);
  file.writeUInt16LE(channels, 22);
  file.writeUInt32LE(rate, 24);
  file.writeUInt32LE((rate * channels * bits) / 8, 28);
  file.writeUInt16LE((channels * bits) / 8, 32);
  file.writeUInt16LE(bits, 34);
  file.write('data', 36);
  file.writeUInt32LE(claimedLength, 40);
  file.set(data, 44);
  return new Uint8Array(file);
}

/** A WAV file of 16-bit PCM. */
export function wav16(pcm: Int16Array, rate: number, channels = 1): Uint8Array {
  return wavFile(new Uint8Array(pcm.buffer, pcm.byteOffset, pcm.byteLength), { rate, channels, bits: 16 });
}
