import { linePcmOf } from '../../../../lambda/adapters/audio/line-pcm';
import { ProviderError } from '../../../../lambda/core/errors';
import { levelOf, tone, toPcm16, wav16, wavFile } from '../../../builders/sound';

/** Samples without the edges, where a filter swings in. */
function middleOf(pcm: Int16Array): Int16Array {
  return pcm.slice(pcm.length / 4, (pcm.length * 3) / 4);
}

function levelAfter(hertz: number, rate: number): number {
  const wav = wav16(toPcm16(tone(hertz, rate, 1000, 1)), rate);
  return levelOf(middleOf(linePcmOf(wav, 'voice')), 0x7fff);
}

describe('changing the rate', () => {
  it.each([16_000, 22_050, 24_000, 44_100, 48_000])(
    'keeps a tone of 1 kHz at %i samples a second',
    (rate) => {
      expect(Math.abs(levelAfter(1000, rate))).toBeLessThan(0.1);
    },
  );

  it.each([300, 3000, 3300])('keeps a tone of %i Hz, which is speech', (hertz) => {
    expect(Math.abs(levelAfter(hertz, 24_000))).toBeLessThan(1);
  });

  // 24 kHz is what most voices speak at: all that it has above the line's 4 kHz, in steps.
  it.each([4700, 5000, 5500, 6000, 6500, 7000, 7500, 8000, 8500, 9000, 9500, 10_000, 10_500, 11_000])(
    'folds nothing of a tone of %i Hz at 24,000 samples a second back into speech',
    (hertz) => {
      expect(levelAfter(hertz, 24_000)).toBeLessThan(-40);
    },
  );

  it.each([
    [5000, 22_050],
    [10_000, 22_050],
    [7000, 16_000],
    [9000, 44_100],
    [20_000, 44_100],
    [5000, 48_000],
    [15_000, 48_000],
  ])('folds nothing of a tone of %i Hz at %i samples a second back into speech', (hertz, rate) => {
    expect(levelAfter(hertz, rate)).toBeLessThan(-40);
  });

  it.each([6000, 8000, 11_025, 24_000])('keeps the length at %i samples a second', (rate) => {
    const line = linePcmOf(wav16(toPcm16(tone(440, rate, 1500)), rate), 'voice');
    expect(Math.abs(line.length - 12_000)).toBeLessThanOrEqual(4);
  });

  it('keeps line audio as it is, bit by bit', () => {
    const line = toPcm16(tone(440, 8000, 300, 1));
    expect(linePcmOf(wav16(line, 8000), 'voice')).toEqual(line);
  });
});

describe('every format', () => {
  const sound = tone(500, 8000, 500);
  const lineOf = (data: Uint8Array, format: { codec?: number; bits: number; channels?: number }) =>
    linePcmOf(wavFile(data, { rate: 8000, ...format }), 'voice');
  const bytesOf = (width: number, put: (buffer: Buffer, sample: number, at: number) => void) => {
    const buffer = Buffer.alloc(sound.length * width);
    sound.forEach((sample, i) => put(buffer, sample, i * width));
    return new Uint8Array(buffer);
  };
  /** G.711 by its definition: the code whose decoded value, by the tables of ITU-T G.711, is nearest. */
  const coded = (decode: (code: number) => number) =>
    bytesOf(1, (buffer, sample, at) => {
      const codes = Array.from({ length: 256 }, (_, code) => code);
      const distance = (code: number) => Math.abs(decode(code) - sample * 0x8000);
      buffer.writeUInt8(
        codes.reduce((best, code) => (distance(code) < distance(best) ? code : best)),
        at,
      );
    });
  const muLaw = (code: number) => {
    const [sign, exponent, mantissa] = [~code & 0x80, (~code >> 4) & 7, ~code & 15];
    const magnitude = 4 * ((2 * mantissa + 33) * 2 ** exponent - 33);
    return sign ? -magnitude : magnitude;
  };
  const aLaw = (code: number) => {
    const even = code ^ 0x55;
    const [exponent, mantissa] = [(even >> 4) & 7, even & 15];
    const magnitude = exponent === 0 ? 16 * mantissa + 8 : (16 * mantissa + 264) * 2 ** (exponent - 1);
    return even & 0x80 ? magnitude : -magnitude;
  };

  it.each([
    ['8-bit', { bits: 8 }, bytesOf(1, (b, s, at) => b.writeUInt8(Math.round(128 + s * 127), at)), 400],
    ['16-bit', { bits: 16 }, bytesOf(2, (b, s, at) => b.writeInt16LE(Math.round(s * 0x7fff), at)), 2],
    ['24-bit', { bits: 24 }, bytesOf(3, (b, s, at) => b.writeIntLE(Math.round(s * 0x7fffff), at, 3)), 2],
    ['32-bit', { bits: 32 }, bytesOf(4, (b, s, at) => b.writeInt32LE(Math.round(s * 0x7fffffff), at)), 2],
    ['float', { bits: 32, codec: 3 }, bytesOf(4, (b, s, at) => b.writeFloatLE(s, at)), 2],
    ['double', { bits: 64, codec: 3 }, bytesOf(8, (b, s, at) => b.writeDoubleLE(s, at)), 2],
    ['µ-law', { bits: 8, codec: 7 }, coded(muLaw), 600],
    ['A-law', { bits: 8, codec: 6 }, coded(aLaw), 600],
  ])('reads %s', (_, format, data, tolerance) => {
    const pcm = lineOf(data, format);
    expect(pcm).toHaveLength(sound.length);
    const worst = Math.max(...pcm.map((sample, i) => Math.abs(sample - sound[i]! * 0x7fff)));
    expect(worst).toBeLessThanOrEqual(tolerance);
  });

  it.each([
    [0xff, 0],
    [0x7f, 0],
    [0x00, -32_124],
    [0x80, 32_124],
  ])('knows the µ-law code %i as %i', (code, value) => {
    expect([...lineOf(Uint8Array.of(code), { bits: 8, codec: 7 })]).toEqual([value]);
  });

  it.each([
    [0xd5, 8],
    [0x55, -8],
    [0x2a, -32_256],
    [0xaa, 32_256],
  ])('knows the A-law code %i as %i', (code, value) => {
    expect([...lineOf(Uint8Array.of(code), { bits: 8, codec: 6 })]).toEqual([value]);
  });

  it('mixes two channels into one', () => {
    const stereo = new Uint8Array(Int16Array.of(1000, 3000, -500, 500).buffer);
    expect([...lineOf(stereo, { bits: 16, channels: 2 })]).toEqual([2000, 0]);
  });

  it('clips what is too loud', () => {
    const loud = new Uint8Array(Float32Array.of(1.5, -1.5, NaN).buffer);
    expect([...lineOf(loud, { bits: 32, codec: 3 })]).toEqual([32_767, -32_768, 0]);
  });

  it('reads a format in a chunk that is extended, and passes by chunks that it does not know', () => {
    const plain = Buffer.from(wav16(Int16Array.of(1, 2, 3), 8000));
    const format = Buffer.alloc(8 + 40);
    format.write('fmt ', 0);
    format.writeUInt32LE(40, 4);
    plain.copy(format, 8, 20, 36);
    format.writeUInt16LE(0xfffe, 8);
    format.writeUInt16LE(1, 8 + 24);
    const odd = Buffer.from('LIST\x03\x00\x00\x00abc\x00', 'latin1');
    const file = Buffer.concat([plain.subarray(0, 12), odd, format, plain.subarray(36)]);
    expect([...linePcmOf(file, 'voice')]).toEqual([1, 2, 3]);
  });
});

describe('a header that was written before the length was known', () => {
  it.each([0, 0xffffffff, 0x7fffffff])('claims %i bytes, and all there are count', (claimedLength) => {
    const pcm = Int16Array.of(1, 2, 3, 4, 5);
    const file = wavFile(new Uint8Array(pcm.buffer), { rate: 8000, bits: 16, claimedLength });
    expect([...linePcmOf(file, 'voice')]).toEqual([...pcm]);
  });

  it('may be followed by half a sample', () => {
    const file = wavFile(Uint8Array.of(1, 0, 2), { rate: 8000, bits: 16, claimedLength: 0 });
    expect([...linePcmOf(file, 'voice')]).toEqual([1]);
  });
});

it('reads a recording that is cut off as far as it goes', () => {
  const file = wav16(Int16Array.of(1, 2, 3, 4), 8000).subarray(0, 48);
  expect([...linePcmOf(file, 'recording')]).toEqual([1, 2]);
});

describe('what is no sound', () => {
  const header = wavFile(new Uint8Array(4), { rate: 8000, bits: 16 });
  const broken = (at: number, ...bytes: number[]) => {
    const file = Uint8Array.from(header);
    file.set(bytes, at);
    return file;
  };
  it.each([
    ['nothing', new Uint8Array(0), 'no WAV file'],
    ['an MP3 file', Buffer.from('ID3\x04 and what follows it'), 'no WAV file'],
    ['a JSON error', Buffer.from('{"error": {"message": "no"}}'), 'no WAV file'],
    ['a header alone', header.subarray(0, 20), 'cut short'],
    ['a file without data', header.subarray(0, 36), 'without sound'],
    ['ADPCM', broken(20, 17), 'codec 17, 16 bits'],
    ['no channels', broken(22, 0), '0 channels'],
    ['a rate of nothing', broken(24, 0, 0, 0, 0), '0 samples a second'],
  ])('is refused: %s', (_, file, message) => {
    const error = thrownBy(() => linePcmOf(file, 'voice'));
    expect(error).toBeInstanceOf(ProviderError);
    expect(error).toMatchObject({ provider: 'voice', kind: 'nonsense' });
    expect((error as Error).message).toContain(message);
  });
});

function thrownBy(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}
