import { durationOfLineWav } from '../../../../lambda/core/speech/wav';
import type { KeyRing } from '../../../../lambda/core/ports';
import { levelOf, wavFile } from '../../../builders/sound';
import { SOUND_HERTZ, soundOf, type FakeVoice, type Spoken } from '../../../fakes/voices';
import { failureOf, faultsContract, NEVER, ScriptedKeys, type ProviderUnderTest } from './faults-contract';

const TEXT = 'We open at nine.';
const HINDI = 'हम नौ बजे खोलते हैं।';

/** What {@link soundOf} lasts, and what every voice comes to in dB of a full sine: -18 dB of full scale. */
const MS = TEXT.length * 10;
const LEVEL = -15;

/** A voice: what it is told, and the shapes of its answers. */
export interface VoiceUnderTest extends ProviderUnderTest<FakeVoice> {
  /** The voice that an agent names; undefined: none is named. */
  voice: string | undefined;
  /** What the provider is told besides the text, for an agent of that language. */
  told: Record<'en-IN' | 'hi-IN', Omit<Spoken, 'text'>>;
  /** What comes of an agent that names no voice: a refusal that asks for one, or the provider chooses. */
  withoutVoice: 'is refused' | 'is spoken';
  /** A voice that the provider does not know; undefined: it is not told any. */
  unknownVoice: string | undefined;
  /** Bodies for a sound of 8 kHz, by the name of their shape; {@link wavShapes} or {@link rawShapes}, or own ones. */
  shapes: Readonly<Record<string, (pcm: Int16Array) => string | Uint8Array>>;
  /** Answers of status 200 that are no whole sound, besides nothing and silence. */
  nonsense: Readonly<Record<string, string | Uint8Array>>;
}

const bytesOf = (pcm: Int16Array) => new Uint8Array(pcm.buffer, pcm.byteOffset, pcm.byteLength);
const wavClaiming = (claim: (length: number) => number, tail: number[] = []) => {
  return (pcm: Int16Array) =>
    wavFile(Uint8Array.of(...bytesOf(pcm), ...tail), {
      rate: 8000,
      bits: 16,
      claimedLength: claim(pcm.byteLength),
    });
};

/** WAV files, as servers that know their length write them, and as those that stream. */
export const wavShapes: VoiceUnderTest['shapes'] = {
  'a WAV file': wavClaiming((length) => length),
  'a WAV file of length 0': wavClaiming(() => 0),
  'a WAV file of length 0xFFFFFFFF': wavClaiming(() => 0xffffffff),
  'a WAV file of length 0x7FFFFFFF': wavClaiming(() => 0x7fffffff),
  'a streamed WAV file with half a sample at its end': wavClaiming(() => 0xffffffff, [7]),
};

/** No whole WAV file. */
export const wavNonsense: VoiceUnderTest['nonsense'] = {
  'an MP3 file': 'ID3 and the rest of an MP3 file',
  'a JSON text': '{"error": {"message": "We open at nine."}}',
  'a WAV file without a sample': wavClaiming(() => 0)(new Int16Array(0)),
  'a WAV file that is cut off': wavClaiming((length) => length)(soundOf(TEXT)).subarray(0, 1500),
};

/** Samples without a header, of 16 bits. */
export const rawShapes: VoiceUnderTest['shapes'] = {
  'raw samples': bytesOf,
  'raw samples with half of one at their end': (pcm) => Uint8Array.of(...bytesOf(pcm), 7),
};

/** What every voice does. */
export function ttsContract(under: VoiceUnderTest): void {
  const { provider, build, model, goodKey, open, voice: named, told } = under;
  let fake: FakeVoice;
  let baseUrl: string;
  beforeEach(async () => {
    fake = await open();
    baseUrl = fake.baseUrl;
  });
  afterEach(() => fake.close());

  interface Request {
    text?: string;
    voice?: string | undefined;
    language?: string;
    keys?: KeyRing;
    signal?: AbortSignal;
  }
  const speak = ({ keys = new ScriptedKeys([goodKey]), signal = NEVER, ...request }: Request = {}) => {
    const { text, voice, language } = { text: TEXT, voice: named, language: 'en-IN', ...request };
    const tts = build({ provider, keys, baseUrl }).tts!(model);
    return tts.speak({ text, voice: { tts: `${provider}/${model}`, voice, language }, signal });
  };

  describe(`${provider} as a voice`, () => {
    it('is line audio: WAV, 8 kHz, 16-bit, mono, and the very sound', async () => {
      expectSound(await speak());
    });

    it.each([
      ['en-IN', TEXT],
      ['hi-IN', HINDI],
    ] as const)('is told the text, the voice and that it is %s', async (language, text) => {
      await speak({ text, language });
      expect(fake.spoken).toEqual([{ text, ...told[language] }]);
    });

    it(`without a voice, ${under.withoutVoice}`, async () => {
      if (under.withoutVoice === 'is spoken') return expectSound(await speak({ voice: undefined }));
      const error = await failureOf(speak({ voice: undefined }));
      expect(error).toMatchObject({ provider, kind: 'refused' });
      expect(error.message).toContain('voice');
      expect(fake.spoken).toEqual([]);
    });

    const { unknownVoice } = under;
    if (unknownVoice !== undefined) {
      it('refuses a voice that it does not know', async () => {
        expect(await failureOf(speak({ voice: unknownVoice }))).toMatchObject({ provider, kind: 'refused' });
      });
    }

    const shapes = Object.entries(under.shapes);
    it.each(shapes)('takes %s', async (_, bodyOf) => {
      fake.faults.push({ body: bodyOf(soundOf(TEXT)) });
      expectSound(await speak());
    });

    const bodyOf = shapes[0]![1];
    it.each([0.9, 0.5, 0.1])('is as loud as every other (from amplitude %d)', async (amplitude) => {
      fake.faults.push({ body: bodyOf(soundOf(TEXT, 8000, amplitude)) });
      expectSound(await speak());
    });

    it.each([
      ['nothing', ''],
      ['no samples', bodyOf(new Int16Array(0))],
      ['silence', bodyOf(new Int16Array(4000))],
      ...Object.entries(under.nonsense),
    ])('fails when the provider sends %s', async (_, body) => {
      fake.faults.push({ body });
      const error = await failureOf(speak());
      expect(error).toMatchObject({ provider, kind: 'nonsense' });
      expect(error.message).not.toContain(TEXT);
    });

    faultsContract(
      under,
      () => fake,
      (keys, signal) => speak({ keys, signal }),
      TEXT,
    );
  });
}

/** Line audio of {@link TEXT} as the fakes speak it, at the loudness that all voices have. */
function expectSound(wav: Uint8Array): void {
  const view = new DataView(wav.buffer, wav.byteOffset);
  expect(String.fromCharCode(...wav.subarray(0, 4), ...wav.subarray(8, 16))).toBe('RIFFWAVEfmt ');
  const format = { codec: 20, channels: 22, bits: 34 } as const;
  const read = Object.entries(format).map(([name, at]) => [name, view.getUint16(at, true)]);
  expect(Object.fromEntries(read)).toEqual({ codec: 1, channels: 1, bits: 16 });
  expect(view.getUint32(24, true)).toBe(8000);
  expect(Math.abs(durationOfLineWav(wav) - MS)).toBeLessThanOrEqual(1);
  const pcm = Int16Array.from({ length: (wav.byteLength - 44) / 2 }, (_, i) =>
    view.getInt16(44 + i * 2, true),
  );
  expect(Math.abs(levelOf(pcm, 0x7fff) - LEVEL)).toBeLessThan(0.5);
  const crossings = pcm.reduce(
    (sum, sample, i) => sum + (i > 0 && sample >= 0 !== pcm[i - 1]! >= 0 ? 1 : 0),
    0,
  );
  expect(Math.abs(crossings / 2 / (MS / 1000) - SOUND_HERTZ)).toBeLessThan(15);
}
